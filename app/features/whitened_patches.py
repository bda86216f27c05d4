"""Visual words of whitened colour patches: the whitening, and how patches are compared with words."""

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
    """Vectors v become (v − mean) · matrix.

    Attributes:
        mean: (length,) float32.
        matrix: (length, length) float32, symmetric and positive definite.
    """

    mean: NDArray[np.float32]
    matrix: NDArray[np.float32]

    def whitened(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Vectors (…, length) as whitened ones of the same shape."""
        whitened: NDArray[np.float32] = np.matmul(vectors - self.mean, self.matrix, dtype=np.float32)
        return whitened

    def unwhitened(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """The vectors (…, length) that become these when whitened."""
        return np.linalg.solve(self.matrix, vectors.T).T.astype(np.float32) + self.mean


def whitening_of(vectors: NDArray[np.float32]) -> Whitening:
    """The ZCA whitening that vectors (count, length) call for.

    Of all maps that make directions alike it changes the vectors least, so that they still look like patches:
    V (D + 0.1)^(−1/2) Vᵀ with the eigenvectors V and eigenvalues D of the covariance. The 0.1 keeps directions in which
    hardly anything happens from being blown up. From A. Coates and A. Y. Ng, "Learning Feature Representations with
    K-means" (2012), section 2.
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
"""Patches that are read at a time."""
LEARNED_AT_ONCE = 8192
"""Patches to learn from that are read at a time."""


@dataclass(frozen=True, eq=False)
class WhitenedPatches:
    """6×6 RGB patches, each with its contrast normalised, then whitened: vectors of 108 numbers."""

    kind: ClassVar = "whitened"
    side: ClassVar = SIDE
    step: ClassVar = 1

    whitening: Whitening

    def strips(self, image: NDArray[np.uint8], stride: int) -> Iterator[NDArray[np.float32]]:
        """The vectors of an image (height, width, 3), some rows (rows, columns, 108) at a time from the top on."""
        patches = dense_patches(image, SIDE, stride)
        rows, columns = patches.shape[:2]
        for row in range(0, rows, thickness := max(1, STRIP // max(1, columns))):
            yield self.whitening.whitened(contrast_normalised(patches[row : row + thickness]))


@dataclass(frozen=True, eq=False)
class WhitenedTraining:
    """Whitened patches to learn from; see ``TrainingPatches``."""

    reader: WhitenedPatches
    vectors: NDArray[np.float32]

    def pictures(self, look: Iteration) -> NDArray[np.uint8]:
        """The centres brought back to pixels: what the patches of a word have in common besides brightness.

        The mean is shown as middle grey, and the largest deviation from it as black or white, unless it is less than
        one standard deviation of a patch: noise in nearly flat patches stays faint.
        """
        deviations = self.reader.whitening.unwhitened(look.centres)
        deviations /= np.maximum(np.abs(deviations).max(axis=1, keepdims=True), 1.0)
        pixels: NDArray[np.uint8] = np.rint(MIDDLE_GREY * (1 + deviations)).astype(np.uint8)
        return pixels.reshape(-1, SIDE, SIDE, 3)


def whitened_training(images: NDArray[np.uint8], count: int, random: np.random.Generator) -> WhitenedTraining:
    """``count`` patches of images (N, height, width, 3), drawn anywhere, and the whitening they call for.

    Raises:
        ValueError: there are no images, or they are smaller than a patch.
    """
    normalised = in_groups(contrast_normalised, sampled_patches(images, SIDE, count, random), LEARNED_AT_ONCE)
    whitening = whitening_of(normalised)
    return WhitenedTraining(WhitenedPatches(whitening), in_groups(whitening.whitened, normalised, LEARNED_AT_ONCE))
