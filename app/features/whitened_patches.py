"""Whitened colour patches, the vectors of one kind of visual words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from app.features.kmeans import Iteration
from app.features.patches import contrast_normalised, dense_patches, sampled_patches
from app.features.portions import in_groups
from app.interruption import checkpoint

EPSILON = 0.1


@dataclass(frozen=True, eq=False)
class Whitening:
    """The map from vectors v to (v − mean) · matrix.

    Attributes:
        mean: (length,) float32.
        matrix: (length, length) float32, symmetric and positive definite.
    """

    mean: NDArray[np.float32]
    matrix: NDArray[np.float32]

    def whitened(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Whiten vectors (…, length)."""
        whitened: NDArray[np.float32] = np.matmul(vectors - self.mean, self.matrix, dtype=np.float32)
        return whitened

    def unwhitened(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Invert the whitening of vectors (…, length)."""
        return np.linalg.solve(self.matrix, vectors.T).T.astype(np.float32) + self.mean


def whitening_of(vectors: NDArray[np.float32]) -> Whitening:
    """Compute the ZCA whitening of vectors (count, length).

    Of all whitening maps it changes the vectors least, so that they still look like patches: V (D + 0.1)^(−1/2) Vᵀ with
    the eigenvectors V and eigenvalues D of the covariance. The 0.1 prevents directions of little variance from being
    amplified without bound. From A. Coates and A. Y. Ng, "Learning Feature Representations with K-means" (2012),
    section 2.
    """
    checkpoint()
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    checkpoint()
    covariance = centred.T @ centred / np.float32(len(vectors))
    checkpoint()
    values, directions = np.linalg.eigh(covariance.astype(np.float64))
    matrix = (directions / np.sqrt(np.maximum(values, 0.0) + EPSILON)) @ directions.T
    return Whitening(mean, matrix.astype(np.float32))


SIDE = 6
MIDDLE_GREY = 127.5
STRIP = 1024
"""The number of patches read at a time."""
LEARNED_AT_ONCE = 8192
"""The number of training patches read at a time."""


@dataclass(frozen=True, eq=False)
class WhitenedPatches:
    """6×6 RGB patches, each with its contrast normalised, then whitened: vectors of 108 numbers."""

    kind: ClassVar = "whitened"
    side: ClassVar = SIDE
    step: ClassVar = 1

    whitening: Whitening

    def strips(self, image: NDArray[np.uint8], stride: int) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of an image (height, width, 3), some rows (rows, columns, 108) at a time, top down."""
        patches = dense_patches(image, SIDE, stride)
        rows, columns = patches.shape[:2]
        for row in range(0, rows, thickness := max(1, STRIP // max(1, columns))):
            yield self.whitening.whitened(contrast_normalised(patches[row : row + thickness]))


@dataclass(frozen=True, eq=False)
class WhitenedTraining:
    """Whitened training patches; see ``TrainingPatches``."""

    reader: WhitenedPatches
    vectors: NDArray[np.float32]

    def pictures(self, iteration: Iteration) -> NDArray[np.uint8]:
        """Convert the centres back to pixels: the common pattern of each word's patches, without brightness.

        The mean is shown as middle grey, and the largest deviation from it as black or white, unless it is less than
        one standard deviation of a patch, so that noise in nearly flat patches stays faint.
        """
        deviations = self.reader.whitening.unwhitened(iteration.centres)
        deviations /= np.maximum(np.abs(deviations).max(axis=1, keepdims=True), 1.0)
        pixels: NDArray[np.uint8] = np.rint(MIDDLE_GREY * (1 + deviations)).astype(np.uint8)
        return pixels.reshape(-1, SIDE, SIDE, 3)


def whitened_training(images: NDArray[np.uint8], count: int, random: np.random.Generator) -> WhitenedTraining:
    """Draw ``count`` patches anywhere from images (N, height, width, 3), and compute their whitening.

    Raises:
        ValueError: there are no images, or they are smaller than a patch.
    """
    normalised = in_groups(contrast_normalised, sampled_patches(images, SIDE, count, random), LEARNED_AT_ONCE)
    whitening = whitening_of(normalised)
    return WhitenedTraining(WhitenedPatches(whitening), in_groups(whitening.whitened, normalised, LEARNED_AT_ONCE))
