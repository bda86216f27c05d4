"""Losses on a plane against the loss at each of its points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.planes.grid import grid_losses, method_for
from app.objectives.classifiers.planes.plane import Double, Plane
from tests.objectives.classifiers.planes.random_planes import MODELS, classifier, plane


def losses(loss: Classifier, on: Plane, x: Double, y: Double) -> Double:
    *shares, grid = grid_losses(loss, on, x, y)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    assert isinstance(grid, np.ndarray)
    return grid


def direct(loss: Classifier, on: Plane, x: Double, y: Double) -> Double:
    return np.array([[loss.loss(on.at(aside, up)) for aside in x] for up in y])


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("reach", [1e-3, 1.0, 50.0, 1e6])
@pytest.mark.parametrize("counts", [(5, 4), (1, 3), (3, 1)])
def test_every_point_has_the_loss_of_its_weights(model: str, reach: float, counts: tuple[int, int]) -> None:
    x, y = (np.linspace(-reach, 0.7 * reach, count) for count in counts)
    expected = direct(classifier(model), plane(model), x, y)
    np.testing.assert_allclose(losses(classifier(model), plane(model), x, y), expected, rtol=1e-11)


@pytest.mark.parametrize("model", MODELS)
def test_the_centre_is_the_loss_of_the_origin(model: str) -> None:
    axis = np.linspace(-1, 1, 5)
    centre = losses(classifier(model), plane(model), axis, axis)[2, 2]
    assert centre == pytest.approx(classifier(model).loss(plane(model).origin), abs=1e-12)


@given(
    model=st.sampled_from(["softmax", "svm", "mlp"]),
    seed=st.integers(0, 1000),
    scale=st.floats(0, 100),
    ends=st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000)).map(sorted),
    counts=st.tuples(st.integers(1, 80), st.integers(1, 5)),
)
def test_any_part_of_any_plane(model: str, seed: int, scale: float, ends: list[float], counts: tuple[int, int]) -> None:
    loss, drawn = classifier(model, count=7, seed=seed), plane(model, seed)
    on = Plane(drawn.origin, scale * drawn.directions)
    x, y = (np.linspace(ends[0], ends[1], count) for count in counts)
    np.testing.assert_allclose(losses(loss, on, x, y), direct(loss, on, x, y), rtol=1e-10, atol=1e-12)


def test_many_examples_and_places_are_worked_on_in_parts() -> None:
    x, y = np.linspace(-2, 2, 131), np.linspace(-1, 1, 3)
    for model in ("softmax", "svm", "mlp"):
        loss = classifier(model, count=700)
        expected = direct(loss, plane(model), x[::10], y)
        np.testing.assert_allclose(losses(loss, plane(model), x, y)[:, ::10], expected, rtol=1e-12)


def test_the_multiplications_of_an_image() -> None:
    network, score_loss = MODELS["convnet"]
    products = 16 * 16 * 9 + 4 * 32 * 9 * 16 + 3 * 32
    assert method_for(network, score_loss, 16).multiplications == products
