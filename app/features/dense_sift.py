"""Dense SIFT descriptors, the vectors of one kind of visual words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray

from app.features.kmeans import Iteration, means_by_label
from app.features.patches import dense_patches, grid
from app.interruption import checkpoint

SIDE = 16
KEYPOINT_SIZE = 8 / 3
"""The keypoint size; OpenCV makes a descriptor's cell one and a half sizes wide, so 4 pixels."""


@dataclass(frozen=True, eq=False)
class DenseSift:
    """SIFT descriptors of upright 16×16 patches, on a grid instead of at keypoints: vectors of 128 numbers.

    Each has 4×4 cells of 4×4 pixels with 8 orientations. The entries are OpenCV's whole numbers from 0 to 255; the
    vector's length is about 512, or 0 where the image is flat. The image is first converted to grey and blurred with σ
    = 1.6, as SIFT does.
    """

    kind: ClassVar = "sift"
    side: ClassVar = SIDE
    step: ClassVar = 4

    def strips(self, image: NDArray[np.uint8], stride: int) -> Iterator[NDArray[np.float32]]:
        """Yield the vectors of an image (height, width, 3), all rows (rows, columns, 128) at once."""
        rows, columns = grid(image.shape[0], image.shape[1], SIDE, stride)
        if not rows * columns:
            return
        middle = (SIDE - 1) / 2
        keypoints = [
            cv2.KeyPoint(column * stride + middle, row * stride + middle, KEYPOINT_SIZE, 0.0)
            for row in range(rows)
            for column in range(columns)
        ]
        grey = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY)
        _, descriptors = cv2.SIFT.create().compute(grey, keypoints)
        yield descriptors.reshape(rows, columns, -1).astype(np.float32, copy=False)


@dataclass(frozen=True, eq=False)
class SiftTraining:
    """Training descriptors, and the grey patches that they describe, (count, 16, 16); see ``TrainingPatches``."""

    reader: DenseSift
    vectors: NDArray[np.float32]
    grey: NDArray[np.uint8]

    def pictures(self, iteration: Iteration) -> NDArray[np.uint8]:
        """The mean of the grey patches of each word; black for a word without any."""
        means, _ = means_by_label(self.grey.reshape(len(self.grey), -1), iteration.labels, len(iteration.centres))
        grey = np.rint(means).astype(np.uint8).reshape(-1, SIDE, SIDE, 1)
        return np.repeat(grey, 3, axis=-1)


def sift_training(images: NDArray[np.uint8], count: int, random: np.random.Generator) -> SiftTraining:
    """Draw ``count`` patches from the grids of images (N, height, width, 3) without replacement; all if fewer.

    Raises:
        ValueError: there are no images, or they are smaller than a patch.
    """
    sift = DenseSift()
    rows, columns = grid(images.shape[1], images.shape[2], SIDE, sift.step)
    per_image = rows * columns
    if not len(images) * per_image:
        raise ValueError(f"there must be an image of {SIDE} pixels along each side at least")
    chosen = images[random.permutation(len(images))[: -(-count // per_image)]]
    vectors = [_descriptors(sift, image) for image in chosen]
    checkpoint()
    grey = np.stack([cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) for image in chosen])[..., np.newaxis]
    order = random.permutation(len(chosen) * per_image)[:count]
    drawn = np.concatenate(vectors)[order]
    checkpoint()
    return SiftTraining(sift, drawn, dense_patches(grey, SIDE, sift.step).reshape(-1, SIDE, SIDE)[order])


def _descriptors(sift: DenseSift, image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The descriptors of all patches of an image that contains at least one, (count, 128)."""
    checkpoint()
    (strip,) = sift.strips(image, sift.step)
    return strip.reshape(-1, strip.shape[-1])
