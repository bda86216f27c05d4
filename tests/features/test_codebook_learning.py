"""Learning a codebook: what is drawn of it, and that it can be repeated (S11)."""

import numpy as np
import pytest

from app.features.codebook import Codebook
from app.features.codebook_learning import (
    ITERATIONS,
    TRAINING,
    VERSION,
    Progress,
    Scatter,
    learning,
    number_of_patches,
    principal_plane,
)
from app.features.kmeans import kmeans, sampled_start
from tests.features.codebooks import IMAGES, learned


def test_learning_can_be_followed_and_repeated() -> None:
    first, *events, codebook = learning(IMAGES, "whitened", 16, seed=0)
    assert isinstance(first, Scatter)
    assert len(first.x) == len(first.y) == 2000
    assert all(isinstance(event, Progress) for event in events)
    assert [(event.iteration, event.of) for event in events if isinstance(event, Progress)] == [
        (number, ITERATIONS) for number in range(1, ITERATIONS + 1)
    ]
    assert isinstance(codebook, Codebook)
    np.testing.assert_array_equal(codebook.centres, learned("whitened").centres)
    assert codebook.training.counts.sum() == 10_000
    assert codebook.pictures.shape == (16, 6, 6, 3)
    *_, other = learning(IMAGES, "whitened", 16, seed=1)
    assert isinstance(other, Codebook)
    assert not np.array_equal(codebook.centres, other.centres)


def test_the_plane_is_that_of_the_two_largest_components() -> None:
    random = np.random.default_rng(0)
    points = (random.standard_normal((5000, 6)) * [1, 9, 1, 4, 1, 1] + 3).astype(np.float32)
    plane = principal_plane(points)
    np.testing.assert_allclose(np.abs(plane.directions[[1, 3], [0, 1]]), 1, atol=0.02)
    x, y = plane.projected(points)
    np.testing.assert_allclose([x.std(), y.std()], [9, 4], rtol=0.05)
    np.testing.assert_allclose([x.mean(), y.mean()], 0, atol=1e-3)


def test_the_largest_entry_of_each_direction_is_positive() -> None:
    random = np.random.default_rng(1)
    for seed in range(6):
        points = (np.random.default_rng(seed).standard_normal((200, 5)) * [1, 3, 1, 5, 1]).astype(np.float32)
        directions = principal_plane(points @ random.permutation(np.eye(5)).astype(np.float32)).directions
        np.testing.assert_allclose(directions.T @ directions, np.eye(2), atol=1e-5)
        assert (directions[np.abs(directions).argmax(axis=0), [0, 1]] > 0).all()


@pytest.mark.parametrize(
    ("words", "patches"), [(16, 10_000), (100, 10_000), (101, 10_100), (400, 40_000), (1000, 100_000), (2000, 100_000)]
)
def test_a_hundred_patches_for_each_word_within_bounds(words: int, patches: int) -> None:
    assert number_of_patches(words) == patches


@pytest.mark.parametrize("kind", TRAINING)
def test_a_codebook_is_that_of_eight_iterations_of_k_means(kind: str) -> None:
    """The numbers that stored codebooks, and features computed with them, are named by: their version is 1."""
    assert (VERSION, ITERATIONS) == (1, 8)
    random = np.random.default_rng(0)
    patches = TRAINING[kind](IMAGES, 10_000, random)
    iterations = list(kmeans(patches.vectors, sampled_start(patches.vectors, 16, random), 8))
    codebook = learned(kind)
    np.testing.assert_array_equal(codebook.centres, iterations[-1].centres)
    np.testing.assert_array_equal(codebook.pictures, patches.pictures(iterations[-1]))
    assert codebook.training.iterations == 8
    assert codebook.training.inertia == iterations[-1].inertia
    np.testing.assert_array_equal(codebook.training.counts, iterations[-1].counts())


def test_progress_is_drawn_on_the_plane_of_the_patches() -> None:
    scatter, *events, codebook = learning(IMAGES, "whitened", 16, seed=0)
    random = np.random.default_rng(0)
    vectors = TRAINING["whitened"](IMAGES, 10_000, random).vectors
    plane = principal_plane(vectors)
    assert isinstance(scatter, Scatter)
    np.testing.assert_allclose([scatter.x, scatter.y], plane.projected(vectors[:2000]), atol=1e-5)
    last = events[-1]
    assert isinstance(last, Progress)
    assert isinstance(codebook, Codebook)
    np.testing.assert_allclose([last.x, last.y], plane.projected(codebook.centres), atol=1e-5)
    assert last.inertia == codebook.training.inertia
