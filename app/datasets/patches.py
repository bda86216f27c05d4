"""The data set ``patches``: small crops of ten photographs, to be told apart by the photograph they come from."""

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import LabelledImages, Split
from app.datasets.photographs import PHOTOGRAPHS

SIDE = 32


def patches(train: int = 200, test: int = 50, seed: int = 0) -> Split[LabelledImages]:
    """Crops of 32×32 pixels, so many of each photograph: for training from its left half, for tests from its right.

    They are drawn anywhere in the half, and may overlap within it; no pixel is in both. Their order is by class.
    """
    random = np.random.default_rng(seed)
    left, right = [], []
    for photograph in PHOTOGRAPHS:
        pixels = photograph.pixels()
        middle = pixels.shape[1] // 2
        left.append(_crops(pixels[:, :middle], train, random))
        right.append(_crops(pixels[:, middle:], test, random))
    return Split(_labelled(left), _labelled(right))


def _crops(pixels: NDArray[np.uint8], count: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """``count`` crops (count, 32, 32, 3) of a picture (height, width, 3)."""
    height, width, _ = pixels.shape
    corners = random.integers((0, 0), (height - SIDE + 1, width - SIDE + 1), (count, 2))
    crops = [pixels[top : top + SIDE, left : left + SIDE] for top, left in corners]
    return np.array(crops, np.uint8).reshape(count, SIDE, SIDE, 3)


def _labelled(crops: list[NDArray[np.uint8]]) -> LabelledImages:
    labels = np.repeat(np.arange(len(crops)), [len(of_class) for of_class in crops])
    return LabelledImages(np.concatenate(crops), labels, tuple(photograph.id for photograph in PHOTOGRAPHS))
