"""A codebook, and images in its words: the bag of visual words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.features.kmeans import Iteration, distances, nearest
from app.interruption import checkpoint


class PatchReader(Protocol):
    """How patches become the vectors that are compared with visual words."""

    @property
    def kind(self) -> str:
        """The name of the kind of words."""

    @property
    def side(self) -> int:
        """The pixels along a side of a patch."""

    @property
    def step(self) -> int:
        """The pixels from a patch to the next, unless told otherwise."""

    def strips(self, image: NDArray[np.uint8], stride: int) -> Iterator[NDArray[np.float32]]:
        """The vectors of all patches of an image (height, width, 3), on a grid with ``stride`` pixels from one to the
        next: (rows, columns, length), some rows at a time from the top on. None where no patch fits."""


class TrainingPatches(Protocol):
    """Patches in random order, from which words are learned."""

    @property
    def reader(self) -> PatchReader:
        """What made the vectors, and makes those of other images."""

    @property
    def vectors(self) -> NDArray[np.float32]:
        """The patches as vectors, (count, length)."""

    def pictures(self, look: Iteration) -> NDArray[np.uint8]:
        """How the words look whose centres these are, (words, side, side, 3)."""


QUADRANTS = 4


@dataclass(frozen=True, eq=False)
class Training:
    """How a codebook was learned.

    Attributes:
        iterations: how often k-means looked at all training patches.
        inertia: the mean squared distance of the training patches to their words.
        counts: (words,) int64, the training patches of each word.
    """

    iterations: int
    inertia: float
    counts: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Codebook:
    """Visual words, and how patches are read to find theirs.

    The encodings take images (N, height, width, 3) uint8 of one size, and a stride: the pixels from a patch to the
    next, the reader's own if None. Images too small for a patch have no words, and encodings of zeros. The middle row
    or column of a grid of odd size belongs to the upper or left quadrants; these come in the order upper left, upper
    right, lower left, lower right.

    Attributes:
        reader: makes vectors of patches.
        centres: (words, length) float32, the vectors that the words stand for.
        pictures: (words, side, side, 3) uint8, how each word looks.
        training: how the words were learned.
    """

    reader: PatchReader
    centres: NDArray[np.float32]
    pictures: NDArray[np.uint8]
    training: Training

    def __len__(self) -> int:
        return len(self.centres)

    def words_of(self, image: NDArray[np.uint8], stride: int | None = None) -> NDArray[np.int32]:
        """The word of every patch of an image (height, width, 3): (rows, columns), the nearest centre's index."""
        strips = [
            nearest(strip.reshape(-1, strip.shape[-1]), self.centres).labels.reshape(strip.shape[:2])
            for strip in self.reader.strips(image, stride or self.reader.step)
        ]
        return np.concatenate(strips) if strips else np.empty((0, 0), np.int32)

    def counts(self, images: NDArray[np.uint8], stride: int | None = None) -> NDArray[np.int32]:
        """How often each word occurs in each image, (N, words)."""
        in_quadrants = self.quadrant_counts(images, stride).reshape(len(images), QUADRANTS, len(self))
        counts: NDArray[np.int32] = in_quadrants.sum(axis=1, dtype=np.int32)
        return counts

    def quadrant_counts(self, images: NDArray[np.uint8], stride: int | None = None) -> NDArray[np.int32]:
        """How often each word occurs in each quadrant of each image, (N, 4·words)."""
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

        A patch counts for every word k that is nearer than the average one: max(0, mean(z) − z_k) with its distances
        z to all words. From A. Coates, H. Lee and A. Y. Ng, "An Analysis of Single-Layer Networks in Unsupervised
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
    """Where the second half of ``count`` begins."""
    return (count + 1) // 2
