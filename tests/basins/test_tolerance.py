"""The distance within which a point counts as at a minimum."""

import numpy as np

from app.basins.tolerance import Reach


def test_a_reach_covers_offsets_up_to_it_along_both_axes() -> None:
    reach = Reach(2.0, 0.5)
    x = np.array([2.0, -2.0, 2.1, 0.0, 0.0, np.nan, 0.0])
    y = np.array([0.5, -0.5, 0.0, 0.6, 0.0, 0.0, np.nan])
    assert reach.covers(x, y).tolist() == [True, True, False, False, True, False, False]


def test_a_reach_is_scaled_along_both_axes() -> None:
    scaled = Reach(2.0, 0.5).scaled(3.0)
    assert (scaled.x, scaled.y) == (6.0, 1.5)
    each = Reach(2.0, 0.5).scaled(np.array([1.0, 2.0]))
    assert each.covers(np.array([3.0, 3.0]), np.array([0.0, 0.0])).tolist() == [False, True]
