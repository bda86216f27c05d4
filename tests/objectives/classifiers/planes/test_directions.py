"""Linear algebra with long vectors, computed in parts, against numpy's."""

from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import pytest
from scipy.sparse.linalg import LinearOperator, eigsh

from app.objectives.classifiers.network import convolutional, perceptron
from app.objectives.classifiers.planes import directions
from app.objectives.classifiers.planes.directions import (
    Eigenpairs,
    combinations,
    hessian_product,
    leading_eigenpairs,
    normalised,
    orthonormal,
    principal_directions,
    products,
)
from app.objectives.classifiers.planes.plane import Double
from app.objectives.protocol import Array, Objective
from tests.objectives.classifiers.examples import digits_task, some_weights
from tests.objectives.classifiers.planes.random_planes import classifier, plane

RANDOM = np.random.default_rng(0)
VECTORS, OTHERS = RANDOM.normal(size=(5, 301)), RANDOM.normal(size=(3, 301))


@pytest.fixture(autouse=True, params=[1, 100, 10**6])
def _numbers_at_a_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directions, "NUMBERS", request.param)


def test_products_and_combinations() -> None:
    np.testing.assert_allclose(products(VECTORS, OTHERS), VECTORS @ OTHERS.T, rtol=1e-12)
    coefficients = RANDOM.normal(size=(2, 5))
    np.testing.assert_allclose(combinations(coefficients, VECTORS), coefficients @ VECTORS, rtol=1e-12)
    assert combinations(np.empty((2, 0)), VECTORS[:0]).tolist() == np.zeros((2, 301)).tolist()


def test_what_is_added_to_a_basis_is_orthogonal_to_it_and_spans_the_vectors() -> None:
    basis = orthonormal(VECTORS[:0], VECTORS)
    np.testing.assert_allclose(basis @ basis.T, np.eye(5), atol=1e-14)
    added = orthonormal(basis, OTHERS)
    together = np.concatenate([basis, added])
    np.testing.assert_allclose(together @ together.T, np.eye(8), atol=1e-14)
    np.testing.assert_allclose((OTHERS @ together.T) @ together, OTHERS, rtol=1e-10)


@pytest.mark.parametrize("vector", [VECTORS[2], 1e-12 * VECTORS[3], np.zeros(301)], ids=["in", "hardly", "nothing"])
def test_a_vector_that_adds_nothing_is_replaced(vector: np.ndarray) -> None:
    basis = orthonormal(VECTORS[:0], VECTORS)
    together = np.concatenate([basis, orthonormal(basis, np.stack([vector, OTHERS[0]]))])
    np.testing.assert_allclose(together @ together.T, np.eye(7), atol=1e-13)


def test_there_are_no_more_than_the_dimensions() -> None:
    basis = orthonormal(np.empty((0, 4)), RANDOM.normal(size=(3, 4)))
    assert orthonormal(basis, RANDOM.normal(size=(2, 4))).shape == (1, 4)


def test_principal_directions_are_those_of_the_whole_path() -> None:
    path = RANDOM.normal(size=(20, 301)).cumsum(axis=0).astype(np.float32)
    offsets = path.astype(np.float64) - path[-1]
    _, _, expected = np.linalg.svd(offsets, full_matrices=False)
    found = principal_directions(path)
    np.testing.assert_allclose(np.abs((found * expected[:2]).sum(axis=1)), 1, atol=1e-12)


NETWORK = perceptron(6, 4, 3)


def test_each_filter_has_the_length_of_that_of_the_weights_its_bias_included() -> None:
    network = convolutional((4, 4, 1), 3)
    direction, weights = np.random.default_rng(0).normal(size=(2, network.dimensions))
    scaled = normalised(direction, weights, network, "filter")
    for ours, like in zip(network.matrices(scaled), network.matrices(weights), strict=True):
        np.testing.assert_allclose(np.linalg.norm(ours, axis=1), np.linalg.norm(like, axis=1), rtol=1e-12)


def test_a_filter_of_zeros_stays_where_it_is() -> None:
    direction, weights = np.random.default_rng(0).normal(size=(2, NETWORK.dimensions))
    NETWORK.matrices(weights)[0][2] = 0
    scaled = normalised(direction, weights, NETWORK, "filter")
    assert [row.any() for row in NETWORK.matrices(scaled)[0]] == [True, True, False, True]


def test_each_layer_has_the_length_of_that_of_the_weights() -> None:
    direction, weights = np.random.default_rng(0).normal(size=(2, NETWORK.dimensions))
    scaled = normalised(direction, weights, NETWORK, "layer")
    for index in (0, 2):
        ours, like = (NETWORK.matrices(vector)[index] for vector in (scaled, weights))
        assert np.linalg.norm(ours) == pytest.approx(np.linalg.norm(like))
        ratios = np.linalg.norm(ours, axis=1) / np.linalg.norm(like, axis=1)
        assert np.ptp(ratios) > 0.01


def test_a_direction_may_stay_as_it_is() -> None:
    direction = np.arange(float(NETWORK.dimensions))
    np.testing.assert_array_equal(normalised(direction, direction**2, NETWORK, "none"), direction)


@dataclass(frozen=True)
class Quadratic:
    """½·Σ λ·w²."""

    curvatures: Double

    @property
    def dimensions(self) -> int:
        return self.curvatures.size

    def loss(self, weights: Array) -> float:
        return float((self.curvatures * weights**2).sum() / 2)

    def gradient(self, weights: Array) -> Array:
        gradient: Array = self.curvatures * weights
        return gradient

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        return self.loss(weights), self.gradient(weights)


def pairs(objective: Objective, weights: Double, seed: int = 0) -> Eigenpairs:
    *products, found = leading_eigenpairs(
        objective, weights, np.random.default_rng(seed).normal(size=(2, weights.size))
    )
    assert products == list(range(1, len(products) + 1))
    assert isinstance(found, Eigenpairs)
    return found


def dense_hessian(objective: Objective, weights: Double, h: float = 1e-4) -> Double:
    """The Hessian, computed from the losses alone."""
    steps = h * np.eye(weights.size)
    corners = [
        np.array([[objective.loss(weights + i * one + j * two) for one in steps] for two in steps])
        for i, j in ((1, 1), (1, -1), (-1, 1), (-1, -1))
    ]
    hessian: Double = (corners[0] - corners[1] - corners[2] + corners[3]) / (4 * h * h)
    return hessian


@cache
def dense_eigenpairs(model: str) -> tuple[Double, Double]:
    """The eigenvalues and eigenvectors of the whole Hessian of a model, in ascending order."""
    values, vectors = np.linalg.eigh(dense_hessian(classifier(model, count=12), plane(model).origin))
    return values, vectors


@pytest.mark.parametrize("model", ["softmax", "mlp"])
def test_they_are_those_of_the_whole_matrix(model: str) -> None:
    values, vectors = dense_eigenpairs(model)
    found = pairs(classifier(model, count=12), plane(model).origin)
    np.testing.assert_allclose(found.values, values[:-3:-1], rtol=1e-4)
    np.testing.assert_allclose(np.abs(np.sum(found.vectors * vectors[:, :-3:-1].T, axis=1)), 1, rtol=1e-4)


@pytest.mark.parametrize("model", ["softmax", "mlp"])
def test_they_are_those_that_arpack_finds_on_digits(model: str) -> None:
    task = digits_task(model, 1e-3, "float64")
    weights = some_weights(task).astype(np.float64)
    shape = (weights.size, weights.size)
    operator = LinearOperator(shape, partial(hessian_product, task.classifier, weights), dtype=np.float64)
    values: Double = eigsh(operator, k=2, which="LA", return_eigenvectors=False, tol=1e-7)
    np.testing.assert_allclose(pairs(task.classifier, weights).values, np.sort(values)[::-1], rtol=1e-5)


@pytest.mark.parametrize(
    "curvatures", [[3.0, 2.0], [1.0, 5.0, 2.0], [4.0] * 5, [7.0, 7.0, 1.0, -9.0, 0.0, 2.0, 3.0], [-1.0, -2.0, -3.0]]
)
def test_few_dimensions_equal_eigenvalues_and_hills(curvatures: list[float]) -> None:
    found = pairs(Quadratic(np.array(curvatures)), np.ones(len(curvatures)))
    np.testing.assert_allclose(found.values, sorted(curvatures, reverse=True)[:2], rtol=1e-6)
    np.testing.assert_allclose(found.vectors @ found.vectors.T, np.eye(2), atol=1e-12)
