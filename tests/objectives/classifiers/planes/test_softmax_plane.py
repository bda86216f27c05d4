"""Tiles on which no exponential overflows or underflows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.objectives.classifiers.planes.softmax_plane import REACH, SIDE, tiles


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
