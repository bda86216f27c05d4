"""Pictures that the tests of features share."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage import data

PHOTOGRAPHS: dict[str, Callable[[], NDArray[np.uint8]]] = {
    "astronaut": data.astronaut,
    "cat": data.chelsea,
    "coffee": data.coffee,
}


def noise(height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    """Independent random pixels."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def flat(height: int, width: int, colour: tuple[int, int, int] = (7, 130, 250)) -> NDArray[np.uint8]:
    """One colour throughout."""
    return np.broadcast_to(np.array(colour, np.uint8), (height, width, 3)).copy()


PICTURES: dict[str, NDArray[np.uint8]] = {
    **{name: photograph() for name, photograph in PHOTOGRAPHS.items()},
    "noise": noise(67, 131),
    "small noise": noise(16, 17),
    "flat": flat(40, 41),
}


def encoded(image: Image.Image | NDArray[Any], format: str = "PNG", **options: Any) -> bytes:
    """The image as a file."""
    file = io.BytesIO()
    (image if isinstance(image, Image.Image) else Image.fromarray(image)).save(file, format, **options)
    return file.getvalue()
