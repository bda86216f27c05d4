"""Small crops of photographs, classified by the photograph from which they come.

The data set ``patches`` has colour photographs, ``textures`` grey photographs of materials.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import BuiltIn, Description, LabelledImages, Split
from app.datasets.photographs import PHOTOGRAPHS, TEXTURES, Photograph
from app.interruption import checkpoint
from app.texts import Text

SIDE = 32


def patches(train: int = 200, test: int = 50, seed: int = 0) -> Split[LabelledImages]:
    """Draw crops of ten photographs, see ``crops``."""
    return crops(PHOTOGRAPHS, train, test, seed)


def textures(train: int = 200, test: int = 50, seed: int = 0) -> Split[LabelledImages]:
    """Draw crops of photographs of brick, grass and gravel, see ``crops``."""
    return crops(TEXTURES, train, test, seed)


def crops(photographs: Sequence[Photograph], train: int, test: int, seed: int) -> Split[LabelledImages]:
    """Draw ``train`` and ``test`` crops of 32×32 pixels from the left and the right half of each photograph.

    They are drawn anywhere in their half and may overlap within it; the halves share no pixel. They are ordered by
    class.
    """
    random = np.random.default_rng(seed)
    left, right = [], []
    for photograph in photographs:
        checkpoint()
        pixels = photograph.pixels()
        middle = pixels.shape[1] // 2
        left.append(_cropped(pixels[:, :middle], train, random))
        right.append(_cropped(pixels[:, middle:], test, random))
    classes = _names(photographs)
    return Split(_labelled(left, classes), _labelled(right, classes))


def _cropped(pixels: NDArray[np.uint8], count: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """Draw ``count`` crops (count, 32, 32, 3) of a picture (height, width, 3)."""
    height, width, _ = pixels.shape
    corners = random.integers((0, 0), (height - SIDE + 1, width - SIDE + 1), (count, 2))
    found = [pixels[top : top + SIDE, left : left + SIDE] for top, left in corners]
    return np.array(found, np.uint8).reshape(count, SIDE, SIDE, 3)


def _labelled(images: list[NDArray[np.uint8]], classes: tuple[str, ...]) -> LabelledImages:
    labels = np.repeat(np.arange(len(images)), [len(of_class) for of_class in images])
    return LabelledImages(np.concatenate(images), labels, classes)


def _names(photographs: Sequence[Photograph]) -> tuple[str, ...]:
    return tuple(photograph.id for photograph in photographs)


PATCHES = (
    BuiltIn(
        "patches",
        Text("Photographs", "사진 조각"),
        Description("Patches of photographs", _names(PHOTOGRAPHS), 2000, 500, (SIDE, SIDE, 3)),
        patches,
    ),
    BuiltIn(
        "textures",
        Text("Textures", "질감"),
        Description("Textures", _names(TEXTURES), 600, 150, (SIDE, SIDE, 3)),
        textures,
    ),
)
