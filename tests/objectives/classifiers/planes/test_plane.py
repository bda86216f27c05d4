"""The share of a path that a plane shows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.objectives.classifiers.planes.directions import NoDirectionsError, principal_directions
from app.objectives.classifiers.planes.plane import Plane, projection

RANDOM = np.random.default_rng(0)
PLANE = Plane(RANDOM.normal(size=40), RANDOM.normal(size=(2, 40)))
COORDINATE = st.floats(-100, 100)


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=9))
def test_points_on_the_plane_are_where_they_are(places: list[tuple[float, float]]) -> None:
    projected = projection(np.stack([PLANE.at(*place) for place in places]), PLANE)
    np.testing.assert_allclose(np.stack([projected.x, projected.y], axis=1), places, atol=1e-11)
    np.testing.assert_allclose(projected.residual, 0, atol=1e-11)


def test_what_is_off_the_plane_is_its_distance() -> None:
    off = RANDOM.normal(size=40)
    basis, _ = np.linalg.qr(np.stack([*PLANE.directions, off]).T)
    projected = projection(np.stack([PLANE.at(1, 2) + 3 * basis[:, 2], PLANE.origin]), PLANE)
    assert (projected.x[0], projected.y[0], projected.residual[0]) == pytest.approx((1, 2, 3))
    assert (projected.x[1], projected.y[1], projected.residual[1]) == (0, 0, 0)
    inside = np.linalg.norm(PLANE.at(1, 2) - PLANE.origin) ** 2
    assert projected.explained.total == pytest.approx(inside / (inside + 9))


def test_orthogonal_directions_share_what_is_explained() -> None:
    path = RANDOM.normal(size=(20, 40)).cumsum(axis=0)
    directions = principal_directions(path)
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    explained = projection(path, Plane(path[-1], directions)).explained
    assert explained.x + explained.y == pytest.approx(explained.total)
    singular = np.linalg.svd(path - path[-1], compute_uv=False) ** 2
    assert (explained.x, explained.y) == pytest.approx(tuple(singular[:2] / singular.sum()))


def test_the_path_begins_on_the_positive_side() -> None:
    path = RANDOM.normal(size=(20, 40)).cumsum(axis=0)
    projected = projection(path, Plane(path[-1], principal_directions(path)))
    assert projected.x[0] >= 0
    assert projected.y[0] >= 0


def test_a_straight_path_has_one_direction_and_any_other() -> None:
    path = np.outer([2.0, 0.0], RANDOM.normal(size=40)).astype(np.float32)
    directions = principal_directions(path)
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    explained = projection(path, Plane(path[-1].astype(np.float64), directions)).explained
    assert (explained.x, explained.y) == pytest.approx((1, 0), abs=1e-12)


def test_a_path_that_stood_still_has_none() -> None:
    path = np.ones((3, 40))
    with pytest.raises(NoDirectionsError):
        principal_directions(path)
    assert math.isnan(projection(path, Plane(path[0], PLANE.directions)).explained.total)


def test_a_direction_of_length_zero_explains_nothing() -> None:
    directions = np.stack([PLANE.directions[0], np.zeros(40)])
    projected = projection(np.stack([PLANE.at(3, 4), PLANE.origin]), Plane(PLANE.origin, directions))
    assert projected.explained.y == 0
    assert projected.y[0] == 0
