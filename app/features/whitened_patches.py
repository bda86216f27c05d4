"""What is compared with visual words when these are of whitened colour patches."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from app.features.groups import in_groups
from app.features.kmeans import Look
from app.features.patches import contrast_normalised, dense_patches, sampled_patches
from app.features.whitening import Whitening, whitening_of

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

    def pictures(self, look: Look) -> NDArray[np.uint8]:
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
