"""Fit images of any size to the shape of a data set's images."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from app.features.decoding import decode

GREY = 1


def fitted(pixels: NDArray[np.uint8], height: int, width: int, channels: int = 3) -> NDArray[np.uint8]:
    """Crop an image (H, W, 3) around its centre to the required proportions, then scale it.

    Returns:
        (height, width, channels): 3 channels are RGB, one is the grey of ITU-R 601.
    """
    image = ImageOps.fit(Image.fromarray(pixels), (width, height))
    return np.asarray(image.convert("L") if channels == GREY else image).reshape(height, width, channels)


def fitted_image(content: bytes, max_pixels: int, shape: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Decode the image in a file, then crop and scale it to a shape (height, width, channels).

    Raises:
        NotAnImageError, TooManyPixelsError, BrokenImageError: as `decode` does.
    """
    return fitted(decode(content, max_pixels).pixels, *shape)
