"""Weights as pictures, and the decision boundary."""

import numpy as np
import pytest

from app.features.hog import cells_of_blocks
from app.training.drawings import PLACES, boundary, pictures
from tests.training.tasks import images, points, task_on

POINTS = task_on(points())


def test_the_boundary_has_the_class_of_each_of_its_places() -> None:
    """The points lie in a wide, low rectangle; ``labels[j][i]`` belongs to ``(x[i], y[j])``."""
    weights = np.array([[3.0, -1.0, 0.0], [0.0, 2.0, 0.5], [-3.0, 0.5, 0.0]], np.float32).ravel()
    drawn = boundary(POINTS, weights)
    assert drawn is not None
    scale = POINTS.features.scale
    for i in range(0, PLACES, 8):
        for j in range(0, PLACES, 8):
            x, y = (np.array([drawn.x[i], drawn.y[j]]) - scale.mean) / scale.deviation
            scores = [3 * x - y, 2 * y + 0.5, -3 * x + 0.5 * y]
            assert drawn.labels[j, i] == np.argmax(scores)
    assert not np.array_equal(drawn.labels, drawn.labels.T)


def test_the_boundary_reaches_a_little_beyond_the_points() -> None:
    drawn = boundary(POINTS, np.zeros(9, np.float32))
    assert drawn is not None
    for axis, column in ((drawn.x, 0), (drawn.y, 1)):
        values = points().train.points[:, column]
        extent = values.max() - values.min()
        np.testing.assert_allclose(axis, np.linspace(values.min() - 0.15 * extent, values.max() + 0.15 * extent, 81))
    assert drawn.labels.shape == (81, 81)


def test_a_class_that_lies_to_the_right_is_drawn_to_the_right() -> None:
    weights = np.array([[-1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]], np.float32).ravel()
    drawn = boundary(POINTS, weights)
    assert drawn is not None
    assert (drawn.labels[:, 0] == 0).all()
    assert (drawn.labels[:, -1] == 2).all()


def test_images_have_no_boundary_and_points_no_pictures() -> None:
    task = task_on(images())
    assert boundary(task, np.zeros(task.plan.network.dimensions, np.float32)) is None
    assert pictures(POINTS, np.zeros(9, np.float32)) is None


def test_a_positive_weight_is_bright_and_a_negative_one_dark() -> None:
    task = task_on(images(shape=(4, 8, 3)))
    weights = np.zeros((3, 4 * 8 * 3 + 1), np.float32)
    filters = weights[:, :-1].reshape(3, 4, 8, 3)
    filters[0, 1, 5, 2] = 0.5
    filters[0, 3, 0, 0] = -0.25
    filters[1, 0, 7, 1] = -3.0
    weights[:, -1] = 100.0
    drawn = pictures(task, weights.ravel())
    assert drawn is not None
    assert drawn.kind == "images"
    expected = np.full((3, 4, 8, 3), 128)
    expected[0, 1, 5, 2] = 255
    expected[0, 3, 0, 0] = 64
    expected[1, 0, 7, 1] = 1
    np.testing.assert_array_equal(drawn.values, expected)


def test_filters_of_a_convolution_are_small_pictures() -> None:
    task = task_on(images(), model="convnet")
    weights = np.zeros(task.plan.network.dimensions, np.float32)
    kernels = weights[: 16 * 28].reshape(16, 28)
    kernels[4, (1 * 3 + 2) * 3 + 0] = 2.0
    drawn = pictures(task, weights)
    assert drawn is not None
    assert (drawn.kind, drawn.values.shape) == ("images", (16, 3, 3, 3))
    assert drawn.values[4, 1, 2].tolist() == [255, 128, 128]
    assert np.count_nonzero(drawn.values != 128) == 1


def test_hog_is_drawn_as_the_edges_of_cells() -> None:
    task = task_on(images(shape=(32, 32, 3)), feature="hog")
    filters = np.random.default_rng(0).normal(size=(3, 3 * 3 * 2 * 2 * 9 + 1)).astype(np.float32)
    drawn = pictures(task, filters.ravel())
    assert drawn is not None
    assert (drawn.kind, drawn.values.shape) == ("glyphs", (3, 4, 4, 9))
    cells = cells_of_blocks(filters[:, :-1].reshape(3, 3, 3, 2, 2, 9))
    largest = np.abs(cells).max(axis=(1, 2, 3), keepdims=True)
    np.testing.assert_array_equal(drawn.values, np.rint(128 + 127 * cells / largest))


def test_hues_are_drawn_on_their_circle() -> None:
    task = task_on(images(), feature="color")
    weights = np.zeros((3, 37), np.float32)
    weights[2, 9] = -1e-3
    drawn = pictures(task, weights.ravel())
    assert drawn is not None
    assert (drawn.kind, drawn.values.shape) == ("hues", (3, 36))
    assert drawn.values[2, 9] == 1


@pytest.mark.parametrize("feature", ["hog+color", "pixels+color"])
def test_several_features_have_no_picture(feature: str) -> None:
    task = task_on(images(shape=(32, 32, 3)), feature=feature)
    assert pictures(task, np.zeros(task.plan.network.dimensions, np.float32)) is None


def test_the_hidden_units_of_a_network_are_drawn() -> None:
    task = task_on(images(), model="mlp", hidden=5)
    drawn = pictures(task, np.ones(task.plan.network.dimensions, np.float32))
    assert drawn is not None
    assert drawn.values.shape == (5, 8, 8, 3)
    assert set(drawn.values.ravel().tolist()) == {255}
