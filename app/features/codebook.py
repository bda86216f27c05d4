"""Codebooks, and the encodings of images in their words: the bag of visual words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.features.kmeans import Iteration, distances, nearest
from app.interruption import checkpoint


class PatchReader(Protocol):
    """The conversion of patches to the vectors that are compared with visual words."""

    @property
    def kind(self) -> str:
        """The name of the kind of words."""

    @property
    def side(self) -> int:
        """The side of a patch in pixels."""

    @property
    def step(self) -> int:
        """The default stride: the pixels from one patch to the next."""

    def strips(self, image: NDArray[np.uint8], stride: int) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of all patches of an image (height, width, 3) on a grid with a stride in pixels.

        They come some rows at a time from the top down, as (rows, columns, length); none if no patch fits.
        """


class TrainingPatches(Protocol):
    """Patches in random order, from which words are learned."""

    @property
    def reader(self) -> PatchReader:
        """The reader that made the vectors, and that reads other images."""

    @property
    def vectors(self) -> NDArray[np.float32]:
        """The patches as vectors, (count, length)."""

    def pictures(self, iteration: Iteration) -> NDArray[np.uint8]:
        """Picture the words with these centres: (words, side, side, 3)."""


QUADRANTS = 4


@dataclass(frozen=True, eq=False)
class Training:
    """The result of learning a codebook.

    Attributes:
        iterations: the number of passes of k-means over all training patches.
        inertia: the mean squared distance of the training patches to their words.
        counts: (words,) int64, the number of training patches of each word.
    """

    iterations: int
    inertia: float
    counts: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Codebook:
    """Visual words, and the reader that assigns them to patches.

    The encodings take images (N, height, width, 3) uint8 of one size, and a stride: the pixels from one patch to the
    next, by default the reader's own. Images too small for a patch have no words; their encodings are zero. The
    quadrants are in the order upper left, upper right, lower left, lower right; the middle row or column of a grid of
    odd size belongs to the upper or left ones.

    Attributes:
        reader: turns patches into vectors.
        centres: (words, length) float32, the vectors that the words stand for.
        pictures: (words, side, side, 3) uint8, a picture of each word.
        training: the result of learning.
    """

    reader: PatchReader
    centres: NDArray[np.float32]
    pictures: NDArray[np.uint8]
    training: Training

    def __len__(self) -> int:
        return len(self.centres)

    def words_of(self, image: NDArray[np.uint8], stride: int | None = None) -> NDArray[np.int32]:
        """Find the word of every patch of an image (height, width, 3): (rows, columns), the nearest centre's index."""
        strips = [
            nearest(strip.reshape(-1, strip.shape[-1]), self.centres).labels.reshape(strip.shape[:2])
            for strip in self.reader.strips(image, stride or self.reader.step)
        ]
        return np.concatenate(strips) if strips else np.empty((0, 0), np.int32)

    def counts(self, images: NDArray[np.uint8], stride: int | None = None) -> NDArray[np.int32]:
        """Count how often each word occurs in each image, (N, words)."""
        in_quadrants = self.quadrant_counts(images, stride).reshape(len(images), QUADRANTS, len(self))
        counts: NDArray[np.int32] = in_quadrants.sum(axis=1, dtype=np.int32)
        return counts

    def quadrant_counts(self, images: NDArray[np.uint8], stride: int | None = None) -> NDArray[np.int32]:
        """Count how often each word occurs in each quadrant of each image, (N, 4·words)."""
        counts = np.empty((len(images), QUADRANTS * len(self)), np.int32)
        for image, row in zip(images, counts, strict=True):
            words = self.words_of(image, stride)
            rows, columns = words.shape
            lower, right = np.arange(rows) >= _half(rows), np.arange(columns) >= _half(columns)
            quadrants = 2 * lower[:, np.newaxis] + right
            row[:] = np.bincount((quadrants * len(self) + words).ravel(), minlength=len(row))
        return counts

    def triangles(self, images: NDArray[np.uint8], stride: int | None = None) -> NDArray[np.float32]:
        """The soft counts of each word in each image, (N, words); see ``quadrant_triangles``."""
        in_quadrants = self.quadrant_triangles(images, stride).reshape(len(images), QUADRANTS, len(self))
        sums: NDArray[np.float32] = in_quadrants.sum(axis=1)
        return sums

    def quadrant_triangles(self, images: NDArray[np.uint8], stride: int | None = None) -> NDArray[np.float32]:
        """The soft counts of each word in each quadrant of each image, (N, 4·words).

        With z its distances to all words, a patch contributes max(0, mean(z) − z_k) to word k, so only words nearer
        than average count. From A. Coates, H. Lee and A. Y. Ng, "An Analysis of Single-Layer Networks in Unsupervised
        Feature Learning" (2011), section 3.2.
        """
        stride = stride or self.reader.step
        sums = np.zeros((len(images), 2, 2, len(self)), np.float32)
        for image, of_image in zip(images, sums, strict=True):
            half = _half((image.shape[0] - self.reader.side) // stride + 1)
            row = 0
            for strip in self.reader.strips(image, stride):
                checkpoint()
                rows, columns, length = strip.shape
                far = distances(strip.reshape(-1, length), self.centres)
                near = np.maximum(0, far.mean(axis=1, keepdims=True) - far).reshape(rows, columns, -1)
                upper = max(0, half - row)
                left = _half(columns)
                of_image[0, 0] += near[:upper, :left].sum(axis=(0, 1))
                of_image[0, 1] += near[:upper, left:].sum(axis=(0, 1))
                of_image[1, 0] += near[upper:, :left].sum(axis=(0, 1))
                of_image[1, 1] += near[upper:, left:].sum(axis=(0, 1))
                row += rows
        return sums.reshape(len(images), -1)


def _half(count: int) -> int:
    """The index at which the second half of ``count`` begins."""
    return (count + 1) // 2
