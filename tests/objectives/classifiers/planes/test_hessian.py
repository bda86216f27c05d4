"""Leading eigenvectors against those of the whole Hessian."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest
from scipy.sparse.linalg import LinearOperator, eigsh

from app.objectives.classifiers.planes.hessian import Eigenpairs, hessian_product, leading_eigenpairs
from app.objectives.classifiers.planes.plane import Double
from app.objectives.protocol import Array, Objective
from tests.objectives.classifiers.examples import digits_task, some_weights
from tests.objectives.classifiers.planes.random_planes import classifier, plane


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
    """From the losses alone."""
    steps = h * np.eye(weights.size)
    corners = [
        np.array([[objective.loss(weights + i * one + j * two) for one in steps] for two in steps])
        for i, j in ((1, 1), (1, -1), (-1, 1), (-1, -1))
    ]
    hessian: Double = (corners[0] - corners[1] - corners[2] + corners[3]) / (4 * h * h)
    return hessian


@pytest.mark.parametrize("model", ["softmax", "mlp"])
def test_they_are_those_of_the_whole_matrix(model: str) -> None:
    loss, weights = classifier(model, count=12), plane(model).origin
    values, vectors = np.linalg.eigh(dense_hessian(loss, weights))
    found = pairs(loss, weights)
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
