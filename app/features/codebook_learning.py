"""Learning a codebook: the plane on which it is drawn, each iteration of k-means, then the codebook."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.features.codebook import Codebook, Training, TrainingPatches
from app.features.dense_sift import sift_training
from app.features.kmeans import Iteration, kmeans, sampled_start
from app.features.whitened_patches import whitened_training
from app.interruption import checkpoint


@dataclass(frozen=True, eq=False)
class PrincipalPlane:
    """The plane through the mean of points along the two directions in which they vary most.

    Attributes:
        origin: (length,) float32.
        directions: (length, 2) float32, orthonormal; the largest entry of each is positive.
    """

    origin: NDArray[np.float32]
    directions: NDArray[np.float32]

    def projected(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """Project points (count, length) to their two coordinates on the plane, (2, count)."""
        return np.ascontiguousarray(((points - self.origin) @ self.directions).T)


def principal_plane(points: NDArray[np.float32]) -> PrincipalPlane:
    """The plane of the two largest principal components of points (count, length), length ≥ 2."""
    checkpoint()
    origin = points.mean(axis=0)
    centred = points - origin
    checkpoint()
    products = (centred.T @ centred).astype(np.float64)
    checkpoint()
    _, directions = np.linalg.eigh(products)
    largest = directions[:, :-3:-1]
    signs = np.sign(largest[np.abs(largest).argmax(axis=0), [0, 1]])
    return PrincipalPlane(origin, (largest * signs).astype(np.float32))


VERSION = 1
"""The version of the algorithm; it changes whenever the resulting numbers do."""

ITERATIONS = 8
PATCHES_PER_WORD = 100
MIN_PATCHES = 10_000
MAX_PATCHES = 100_000
DRAWN_PATCHES = 2_000

TRAINING: dict[str, Callable[[NDArray[np.uint8], int, np.random.Generator], TrainingPatches]] = {
    "whitened": whitened_training,
    "sift": sift_training,
}
"""The function that reads the training patches, for each kind of codebook."""


@dataclass(frozen=True, eq=False)
class Scatter:
    """The coordinates of some training patches on the plane of their two principal directions, float32."""

    x: NDArray[np.float32]
    y: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Progress:
    """The ``iteration``-th iteration of k-means ``of`` so many: the inertia, and the centres on the plane."""

    iteration: int
    of: int
    inertia: float
    x: NDArray[np.float32]
    y: NDArray[np.float32]


def learning(images: NDArray[np.uint8], kind: str, words: int, seed: int) -> Iterator[Scatter | Progress | Codebook]:
    """Learn ``words`` words of a kind (a key of ``TRAINING``) from images (N, height, width, 3) of one size.

    Yields a scatter, then the progress after each iteration, then the codebook. The same arguments give the same
    codebook.

    Raises:
        ValueError: the images hold fewer patches than words.
    """
    random = np.random.default_rng(seed)
    patches = TRAINING[kind](images, number_of_patches(words), random)
    sample = patches.vectors[:DRAWN_PATCHES]
    plane = principal_plane(patches.vectors)
    yield Scatter(*plane.projected(sample))

    iteration: Iteration | None = None
    for number, iteration in enumerate(
        kmeans(patches.vectors, sampled_start(patches.vectors, words, random), ITERATIONS), 1
    ):
        yield Progress(number, ITERATIONS, iteration.inertia, *plane.projected(iteration.centres))
    assert iteration is not None
    yield Codebook(
        patches.reader,
        iteration.centres,
        patches.pictures(iteration),
        Training(ITERATIONS, iteration.inertia, iteration.counts()),
    )


def number_of_patches(words: int) -> int:
    """The number of training patches from which a codebook of ``words`` words is learned."""
    return min(max(PATCHES_PER_WORD * words, MIN_PATCHES), MAX_PATCHES)
