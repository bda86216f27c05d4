"""Minibatch gradients around the true one: according to their definition, in little memory, and interruptible."""

import tracemalloc

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.randomness import generator
from app.objectives.protocol import Array
from app.training.gradient_cloud import BATCHES, COLUMNS, Cloud, cloud_events


class Means:
    """½ of the mean squared distance from examples (N, d), whose gradients are obvious."""

    def __init__(self, examples: NDArray[np.float32]) -> None:
        self.examples = examples
        self.count, self.dimensions = examples.shape

    def loss(self, weights: Array) -> float:
        return self.loss_and_gradient(weights)[0]

    def gradient(self, weights: Array) -> Array:
        return self.loss_and_gradient(weights)[1]

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        return self.batch_loss_and_gradient(weights, np.arange(self.count))

    def batch_loss_and_gradient(self, weights: Array, rows: NDArray[np.intp]) -> tuple[float, Array]:
        gradient: Array = weights - self.examples[rows].mean(axis=0)
        return 0.5 * float(gradient @ gradient), gradient


def means(dimensions: int, spread: float) -> Means:
    examples = np.random.default_rng(0).normal(1, spread, (40, dimensions))
    return Means(examples.astype(np.float32))


def cloud_of(objective: Means, size: int) -> Cloud:
    *_, cloud = cloud_events(objective, np.zeros(objective.dimensions, np.float32), size, 3, 10)
    assert isinstance(cloud, Cloud)
    return cloud


@pytest.mark.parametrize("dimensions", [3, 700, COLUMNS + 5])
@pytest.mark.parametrize("spread", [1e-2, 5.0])
def test_the_numbers_are_those_of_the_definitions(dimensions: int, spread: float) -> None:
    objective, size = means(dimensions, spread), 4
    weights, random = np.zeros(dimensions, np.float32), generator(3, "cloud", 10)
    drawn = [random.choice(objective.count, size, replace=False) for _ in range(BATCHES)]
    batches = np.array([objective.batch_loss_and_gradient(weights, rows)[1] for rows in drawn], np.float64)
    true = objective.gradient(weights).astype(np.float64)
    norm = np.linalg.norm(true)
    along = batches @ true / norm
    sideways = batches - np.outer(along, true / norm)
    left, values, _ = np.linalg.svd(sideways, full_matrices=False)
    cloud = cloud_of(objective, size)
    assert cloud.gradient_norm == pytest.approx(norm, rel=1e-9)
    np.testing.assert_allclose(cloud.along, along / norm, rtol=1e-9)
    assert abs(cloud.across @ left[:, 0]) == pytest.approx(values[0] / norm, rel=1e-6)
    assert cloud.noise == pytest.approx(np.sqrt(np.square(batches - true).sum(axis=1).mean()), rel=1e-9)
    assert cloud.cosine == pytest.approx((along / np.linalg.norm(batches, axis=1)).mean(), rel=1e-9)


def test_batches_of_all_examples_are_the_true_gradient() -> None:
    cloud = cloud_of(means(50, 5.0), 1000)
    assert cloud.noise < 1e-5 * cloud.gradient_norm
    assert cloud.cosine == pytest.approx(1)


def test_at_a_minimum_there_is_no_direction() -> None:
    cloud = cloud_of(Means(np.zeros((40, 5), np.float32)), 4)
    assert (cloud.gradient_norm, cloud.noise, cloud.cosine) == (0, 0, 0)
    assert not cloud.across.any()


def test_a_slice_can_end_after_each_gradient() -> None:
    *gradients, cloud = cloud_events(means(7, 1.0), np.zeros(7, np.float32), 4, 0, 0)
    assert len(gradients) == BATCHES
    assert isinstance(cloud, Cloud)


def test_little_more_is_held_than_the_gradients() -> None:
    objective = means(300_000, 1.0)
    tracemalloc.start()
    try:
        cloud_of(objective, 1)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1.4 * BATCHES * objective.dimensions * np.dtype(np.float32).itemsize
