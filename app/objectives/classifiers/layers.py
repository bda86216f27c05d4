"""The layers of networks, each with its forward and its backward pass.

A layer that learns has its weights in one matrix (filters, inputs + 1): each row is a filter, and its last entry is the
filter's bias.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from app.objectives.protocol import Array

Cache = Any
"""The values of a layer's forward pass that its backward pass needs."""


class Layer(Protocol):
    """A function of its inputs, one example in each row, and of its weights.

    Attributes:
        filters: the number of filters that it learns; 0 if it learns nothing.
        inputs: the number of inputs of each filter, not counting its bias.
    """

    @property
    def filters(self) -> int: ...

    @property
    def inputs(self) -> int: ...

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Cache]:
        """Compute the layer's outputs, and the cache for the backward pass."""

    def weight_gradient(self, output_gradient: Array, cache: Cache) -> Array:
        """The gradient of a loss with respect to the layer's weights, from its gradient with respect to the outputs."""

    def input_gradient(self, output_gradient: Array, weights: Array, cache: Cache) -> Array:
        """The gradient of a loss with respect to the layer's inputs, from its gradient with respect to the outputs."""


@dataclass(frozen=True)
class Dense:
    """A dense layer, in which every output depends on every input: ``y = W x + b``."""

    inputs: int
    filters: int

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Cache]:
        flat = inputs.reshape(len(inputs), -1)
        return flat @ weights[:, :-1].T + weights[:, -1], (flat, inputs.shape)

    def weight_gradient(self, output_gradient: Array, cache: Cache) -> Array:
        flat, _ = cache
        return _filter_gradient(output_gradient, flat)

    def input_gradient(self, output_gradient: Array, weights: Array, cache: Cache) -> Array:
        _, shape = cache
        return (output_gradient @ weights[:, :-1]).reshape(shape)


@dataclass(frozen=True)
class Parameterless:
    """A layer without weights."""

    filters = 0
    inputs = 0

    def weight_gradient(self, output_gradient: Array, cache: Cache) -> Array:
        return np.empty((0, 1), output_gradient.dtype)


@dataclass(frozen=True)
class Image(Parameterless):
    """A layer that turns vectors (N, H·W·C) into images (N, H, W, C)."""

    height: int
    width: int
    channels: int

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Cache]:
        return inputs.reshape(-1, self.height, self.width, self.channels), None

    def input_gradient(self, output_gradient: Array, weights: Array, cache: Cache) -> Array:
        return output_gradient.reshape(len(output_gradient), -1)


@dataclass(frozen=True)
class Relu(Parameterless):
    """The rectifier: max(0, x)."""

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Cache]:
        outputs: Array = np.maximum(inputs, 0)
        return outputs, outputs

    def input_gradient(self, output_gradient: Array, weights: Array, cache: Cache) -> Array:
        input_gradient: Array = output_gradient * (cache > 0)
        return input_gradient


@dataclass(frozen=True)
class Convolution:
    """A 3×3 convolution with stride 1, padded with zeros: (N, H, W, C) to (N, H, W, F).

    A filter's weights are in the order row, column, channel.
    """

    channels: int
    filters: int

    SIDE = 3

    @property
    def inputs(self) -> int:
        return self.SIDE**2 * self.channels

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Cache]:
        count, height, width, _ = inputs.shape
        neighbours = self._neighbours(inputs)
        outputs = neighbours @ weights[:, :-1].T + weights[:, -1]
        return outputs.reshape(count, height, width, self.filters), (neighbours, inputs.shape)

    def weight_gradient(self, output_gradient: Array, cache: Cache) -> Array:
        neighbours, _ = cache
        return _filter_gradient(output_gradient.reshape(-1, self.filters), neighbours)

    def input_gradient(self, output_gradient: Array, weights: Array, cache: Cache) -> Array:
        _, (count, height, width, channels) = cache
        spread = (output_gradient.reshape(-1, self.filters) @ weights[:, :-1]).reshape(
            count, height, width, self.SIDE, self.SIDE, channels
        )
        padded = np.zeros((count, height + 2, width + 2, channels), output_gradient.dtype)
        for row in range(self.SIDE):
            for column in range(self.SIDE):
                padded[:, row : row + height, column : column + width] += spread[:, :, :, row, column]
        return padded[:, 1:-1, 1:-1]

    def _neighbours(self, inputs: Array) -> Array:
        """The pixels around each pixel, one row for each: (N·H·W, 9·C)."""
        count, height, width, channels = inputs.shape
        padded = np.zeros((count, height + 2, width + 2, channels), inputs.dtype)
        padded[:, 1:-1, 1:-1] = inputs
        windows = np.empty((count, height, width, self.SIDE, self.SIDE, channels), inputs.dtype)
        for row in range(self.SIDE):
            for column in range(self.SIDE):
                windows[:, :, :, row, column] = padded[:, row : row + height, column : column + width]
        return windows.reshape(-1, self.inputs)


@dataclass(frozen=True)
class MaxPool(Parameterless):
    """The maximum of each 2×2 pixels: (N, H, W, C) to (N, H/2, W/2, C), for even sides."""

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Cache]:
        quarters = _quarters(inputs)
        upper, lower = np.maximum(quarters[0], quarters[1]), np.maximum(quarters[2], quarters[3])
        outputs: Array = np.maximum(upper, lower)
        return outputs, (quarters, outputs)

    def chosen(self, inputs: Array) -> NDArray[np.intp]:
        """Which of each 2×2 pixels is the largest, row by row from 0: (N, H/2, W/2, C)."""
        largest: NDArray[np.intp] = np.argmax(_quarters(inputs), axis=0)
        return largest

    def input_gradient(self, output_gradient: Array, weights: Array, cache: Cache) -> Array:
        quarters, outputs = cache
        count, high, wide, channels = outputs.shape
        input_gradient = np.empty((count, 2 * high, 2 * wide, channels), output_gradient.dtype)
        left = output_gradient.copy()
        for quarter, quarter_gradient in zip(quarters, _quarters(input_gradient), strict=True):
            # Of equal pixels the first takes the whole gradient.
            np.multiply(left, quarter == outputs, out=quarter_gradient)
            left -= quarter_gradient
        return input_gradient


def _quarters(images: Array) -> list[Array]:
    """The upper left, upper right, lower left and lower right pixels of all 2×2 blocks, as views."""
    return [images[:, row::2, column::2] for row in (0, 1) for column in (0, 1)]


def _filter_gradient(output_gradient: Array, inputs: Array) -> Array:
    """The gradient with respect to the weights (filters, inputs + 1) of a layer ``W x + b``, summed over the rows."""
    weight_gradient = np.empty((output_gradient.shape[1], inputs.shape[1] + 1), output_gradient.dtype)
    np.matmul(output_gradient.T, inputs, out=weight_gradient[:, :-1])
    output_gradient.sum(axis=0, out=weight_gradient[:, -1])
    return weight_gradient
