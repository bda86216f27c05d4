"""Images as the network was taught to take them."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.features.cnn.architecture import SIDE

_MARGIN = 32
"""Pixels that are cut off beside the square, 16 on each side, at the network's scale."""
_SHARE = SIDE / (SIDE + _MARGIN)
"""Of the shorter side, the side of the square in the middle that is read."""
_MIDDLE_LEVEL = np.float32(127)
_HALF_RANGE = np.float32(128)


def network_inputs(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The square in the middle of each image, 224/256 of its shorter side, as 224 × 224 pixels around zero.

    The package of the weights does not say how it wants its images; this is how the network's authors evaluate it in
    TensorFlow: a margin of 32 pixels, bicubic interpolation, (level − 127) / 128. Unlike theirs, a pixel of an image
    that is scaled down is made of all those it covers.

    Args:
        images: (N, H, W, 3) uint8 RGB.

    Returns:
        (N, 3, 224, 224) float32, from −127/128 to 1.
    """
    height, width = images.shape[1:3]
    side = _SHARE * min(height, width)
    left, top = (width - side) / 2, (height - side) / 2
    box = (left, top, left + side, top + side)
    inputs = np.empty((len(images), 3, SIDE, SIDE), np.float32)
    for index, image in enumerate(images):
        square = Image.fromarray(image).resize((SIDE, SIDE), Image.Resampling.BICUBIC, box)
        inputs[index] = np.asarray(square).transpose(2, 0, 1)
    inputs -= _MIDDLE_LEVEL
    inputs /= _HALF_RANGE
    return inputs
