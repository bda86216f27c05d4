"""Tiles on which no exponential overflows or underflows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.objectives.classifiers.planes import softmax_plane
from app.objectives.classifiers.planes.softmax_plane import REACH, SIDE, add_losses, multiplications, tiles
from tests.objectives.classifiers.planes.random_planes import MODELS, assert_losses_are_those_of_each_place


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=200).map(sorted), st.floats(0, 1e6))
def test_tiles_follow_each_other_and_are_small_enough(samples: list[float], peak: float) -> None:
    cut = list(tiles(np.array(samples), peak))
    assert [tile.start for tile in cut] == [0, *(tile.stop for tile in cut[:-1])]
    assert cut[-1].stop == len(samples)
    for tile in cut:
        part = samples[tile]
        assert 1 <= len(part) <= SIDE
        assert len(part) == 1 or (part[-1] - part[0]) * peak <= 2 * REACH


def test_axes_on_which_scores_hardly_move_are_cut_only_for_the_cache() -> None:
    assert list(tiles(np.linspace(-1, 1, SIDE), 1e-3)) == [slice(0, SIDE)]
    assert list(tiles(np.zeros(2 * SIDE), 0.0)) == [slice(0, SIDE), slice(SIDE, 2 * SIDE)]


@pytest.mark.parametrize(("low", "high"), [(-1.0, 2.0), (-50.0, 40.0), (1e3, 1e3 + 1), (-2e4, -1e4), (0.0, 1e6)])
@pytest.mark.parametrize(("part", "cached"), [(500, 100_000), (7, 60), (1, 1)])
def test_losses_are_those_of_each_place_near_and_far(
    monkeypatch: pytest.MonkeyPatch, low: float, high: float, part: int, cached: int
) -> None:
    monkeypatch.setattr(softmax_plane, "PART", part)
    monkeypatch.setattr(softmax_plane, "CACHED", cached)
    assert_losses_are_those_of_each_place(add_losses, "softmax", np.linspace(low, high, 5), np.linspace(low, high, 4))


def test_the_cost_is_a_product_for_each_class() -> None:

    assert multiplications(MODELS["softmax"][0]) == 3
