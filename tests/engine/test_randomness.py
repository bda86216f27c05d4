"""Random numbers that depend on the seed, the purpose and the row, and on nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.randomness import BLOCK, Distribution, rows


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
