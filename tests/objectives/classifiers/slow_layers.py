"""Layers written the long way."""

from itertools import product

import numpy as np

from app.objectives.protocol import Array


def slow_convolution(images: Array, weights: Array) -> Array:
    """Each output pixel of each filter, one by one."""
    count, height, width, channels = images.shape
    outputs = np.zeros((count, height, width, len(weights)))
    for image, y, x, kernel in product(range(count), range(height), range(width), range(len(weights))):
        total = weights[kernel, -1]
        for row, column, channel in product(range(3), range(3), range(channels)):
            at_y, at_x = y + row - 1, x + column - 1
            if 0 <= at_y < height and 0 <= at_x < width:
                total += weights[kernel, (row * 3 + column) * channels + channel] * images[image, at_y, at_x, channel]
        outputs[image, y, x, kernel] = total
    return outputs


def slow_pool(images: Array) -> Array:
    """The largest of each 2×2 pixels, one by one."""
    count, height, width, channels = images.shape
    outputs = np.zeros((count, height // 2, width // 2, channels))
    for image, y, x, channel in product(range(count), range(height // 2), range(width // 2), range(channels)):
        outputs[image, y, x, channel] = images[image, 2 * y : 2 * y + 2, 2 * x : 2 * x + 2, channel].max()
    return outputs
