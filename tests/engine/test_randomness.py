"""Random numbers that depend on the seed, the purpose and the row, and on nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.randomness import (
    BLOCK,
    PURPOSES,
    Distribution,
    batch_rows,
    batches_per_epoch,
    generator,
    random_start,
    rows,
    rows_a_block,
)


@given(st.integers(0, 2**53 - 1), st.integers(0, 5000), st.integers(1, 3000))
@settings(max_examples=40, deadline=None)
def test_rows_are_the_same_in_any_portions(seed: int, first: int, count: int) -> None:
    whole = rows(seed, "noise", "normal", first, count, 2)
    cut = count // 2
    parts = [rows(seed, "noise", "normal", first, cut, 2)] if cut else []
    parts.append(rows(seed, "noise", "normal", first + cut, count - cut, 2))
    assert np.array_equal(np.concatenate(parts), whole)
    assert whole.shape == (count, 2)


def test_seeds_and_purposes_are_independent() -> None:
    tables = [rows(seed, purpose, "normal", 0, 500, 2) for seed in (0, 1) for purpose in ("noise", "local_search")]
    for index, table in enumerate(tables):
        for other in tables[:index]:
            assert abs(np.corrcoef(table.ravel(), other.ravel())[0, 1]) < 0.15


@pytest.mark.parametrize(("distribution", "mean", "deviation"), [("uniform", 0.5, 12**-0.5), ("normal", 0.0, 1.0)])
def test_distributions(distribution: Distribution, mean: float, deviation: float) -> None:
    table = rows(7, "random_search", distribution, 0, 20 * BLOCK, 2)
    assert table.mean() == pytest.approx(mean, abs=0.02)
    assert table.std() == pytest.approx(deviation, rel=0.02)


def test_a_seed_gives_the_same_numbers_in_every_version() -> None:
    """Numbers that links, sweeps and exported notebooks are drawn from; a change would change every shared run."""
    keys = {
        "random_search": 11,
        "local_search": 12,
        "noise": 13,
        "checked_points": 14,
        "checked_dimensions": 15,
        "minibatches": 16,
        "start": 17,
        "cloud": 18,
        "plane": 19,
    }
    assert keys == PURPOSES
    for purpose, key in keys.items():
        expected = np.random.default_rng(np.random.SeedSequence(5, spawn_key=(key, 3))).random(4)
        assert generator(5, purpose, 3).random(4).tolist() == expected.tolist()


@pytest.mark.parametrize(("columns", "high"), [(1, 1024), (2, 1024), (3, 682), (650, 3), (2048, 1), (5000, 1)])
def test_a_table_is_drawn_in_blocks_of_rows(columns: int, high: int) -> None:
    assert rows_a_block(columns) == high
    blocks = [generator(9, "noise", block).standard_normal((high, columns)) for block in range(3)]
    table = np.concatenate(blocks)
    assert rows(9, "noise", "normal", high - 1, high + 1, columns).tolist() == table[high - 1 : 2 * high].tolist()
    assert rows(9, "noise", "normal", 0, 1, columns).tolist() == table[:1].tolist()


def test_uniform_numbers_are_drawn_from_the_same_blocks() -> None:
    expected = generator(9, "random_search", 0).random((1024, 2))[4:7]
    assert rows(9, "random_search", "uniform", 4, 3, 2).tolist() == expected.tolist()


def test_a_random_start_has_the_spread_of_each_weight() -> None:
    spread = np.array([0.0, 1.0, 2.0, 0.5])
    start = random_start(spread, 3, np.float32)
    assert start.dtype == np.float32
    assert start.tolist() == (spread * generator(3, "start", 0).standard_normal(4)).astype(np.float32).tolist()


def test_what_is_cached_cannot_be_changed() -> None:
    first = batch_rows(0, 0, 5, 10)
    with pytest.raises(ValueError, match="read-only"):
        first[:] = 0


@pytest.mark.parametrize(("size", "count", "batches"), [(64, 1437, 23), (10, 100, 10), (10, 101, 11), (200, 100, 1)])
def test_the_last_minibatch_may_be_smaller(size: int, count: int, batches: int) -> None:
    assert batches_per_epoch(size, count) == batches
    for epoch in range(2):
        parts = [batch_rows(0, epoch * batches + index, size, count) for index in range(batches)]
        assert np.concatenate(parts).tolist() == generator(0, "minibatches", epoch).permutation(count).tolist()
