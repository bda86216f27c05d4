"""The layers that networks are made of, each with its forward and its backward pass.

A layer that learns has its weights in one matrix (filters, inputs + 1): a row is a filter, and the last entry of a row
is the filter's bias.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from app.objectives.protocol import Array

Memory = Any
"""What a layer's backward pass needs of its forward pass."""


class Layer(Protocol):
    """A function of its inputs, one example a row, and of its weights.

    Attributes:
        filters: how many filters it learns; 0 where it learns nothing.
        inputs: how many inputs each filter has, its bias aside.
    """

    @property
    def filters(self) -> int: ...

    @property
    def inputs(self) -> int: ...

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Memory]:
        """The layer's outputs, and what the way back needs to remember of them."""

    def weight_slopes(self, slopes: Array, memory: Memory) -> Array:
        """The gradient of a loss by the layer's weights, from that by its outputs (chain rule)."""

    def input_slopes(self, slopes: Array, weights: Array, memory: Memory) -> Array:
        """The gradient of a loss by the layer's inputs, from that by its outputs."""


@dataclass(frozen=True)
class Dense:
    """Every output sees every input: ``y = W x + b``."""

    inputs: int
    filters: int

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Memory]:
        flat = inputs.reshape(len(inputs), -1)
        return flat @ weights[:, :-1].T + weights[:, -1], (flat, inputs.shape)

    def weight_slopes(self, slopes: Array, memory: Memory) -> Array:
        flat, _ = memory
        return _filter_slopes(slopes, flat)

    def input_slopes(self, slopes: Array, weights: Array, memory: Memory) -> Array:
        _, shape = memory
        return (slopes @ weights[:, :-1]).reshape(shape)


@dataclass(frozen=True)
class Unlearned:
    """A layer without weights."""

    filters = 0
    inputs = 0

    def weight_slopes(self, slopes: Array, memory: Memory) -> Array:
        return np.empty((0, 1), slopes.dtype)


@dataclass(frozen=True)
class Image(Unlearned):
    """A vector (N, H·W·C) seen as an image (N, H, W, C)."""

    height: int
    width: int
    channels: int

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Memory]:
        return inputs.reshape(-1, self.height, self.width, self.channels), None

    def input_slopes(self, slopes: Array, weights: Array, memory: Memory) -> Array:
        return slopes.reshape(len(slopes), -1)


@dataclass(frozen=True)
class Relu(Unlearned):
    """What is negative becomes 0."""

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Memory]:
        outputs: Array = np.maximum(inputs, 0)
        return outputs, outputs

    def input_slopes(self, slopes: Array, weights: Array, memory: Memory) -> Array:
        by_inputs: Array = slopes * (memory > 0)
        return by_inputs


@dataclass(frozen=True)
class Convolution:
    """Each output pixel sees the 3×3 pixels around its place, zeros beyond the border: (N, H, W, C) to (N, H, W, F).

    A filter's weights are in the order row, column, channel.
    """

    channels: int
    filters: int

    SIDE = 3

    @property
    def inputs(self) -> int:
        return self.SIDE**2 * self.channels

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Memory]:
        count, height, width, _ = inputs.shape
        neighbours = self._neighbours(inputs)
        outputs = neighbours @ weights[:, :-1].T + weights[:, -1]
        return outputs.reshape(count, height, width, self.filters), (neighbours, inputs.shape)

    def weight_slopes(self, slopes: Array, memory: Memory) -> Array:
        neighbours, _ = memory
        return _filter_slopes(slopes.reshape(-1, self.filters), neighbours)

    def input_slopes(self, slopes: Array, weights: Array, memory: Memory) -> Array:
        _, (count, height, width, channels) = memory
        spread = (slopes.reshape(-1, self.filters) @ weights[:, :-1]).reshape(
            count, height, width, self.SIDE, self.SIDE, channels
        )
        padded = np.zeros((count, height + 2, width + 2, channels), slopes.dtype)
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
class MaxPool(Unlearned):
    """The largest of each 2×2 pixels: (N, H, W, C) to (N, H/2, W/2, C), for even sides."""

    def forward(self, inputs: Array, weights: Array) -> tuple[Array, Memory]:
        quarters = _quarters(inputs)
        upper, lower = np.maximum(quarters[0], quarters[1]), np.maximum(quarters[2], quarters[3])
        outputs: Array = np.maximum(upper, lower)
        return outputs, (quarters, outputs)

    def chosen(self, inputs: Array) -> NDArray[np.intp]:
        """Which of each 2×2 pixels is the largest, row by row from 0: (N, H/2, W/2, C)."""
        largest: NDArray[np.intp] = np.argmax(_quarters(inputs), axis=0)
        return largest

    def input_slopes(self, slopes: Array, weights: Array, memory: Memory) -> Array:
        quarters, outputs = memory
        count, high, wide, channels = outputs.shape
        by_inputs = np.empty((count, 2 * high, 2 * wide, channels), slopes.dtype)
        left = slopes.copy()
        for quarter, by_quarter in zip(quarters, _quarters(by_inputs), strict=True):
            # Of equal pixels the first takes the whole slope.
            np.multiply(left, quarter == outputs, out=by_quarter)
            left -= by_quarter
        return by_inputs


def _quarters(images: Array) -> list[Array]:
    """The upper left, upper right, lower left and lower right pixels of all 2×2, as views."""
    return [images[:, row::2, column::2] for row in (0, 1) for column in (0, 1)]


def _filter_slopes(slopes: Array, inputs: Array) -> Array:
    """The gradient by (filters, inputs + 1) weights of a layer whose outputs are ``W x + b``, summed over the rows."""
    by_weights = np.empty((slopes.shape[1], inputs.shape[1] + 1), slopes.dtype)
    np.matmul(slopes.T, inputs, out=by_weights[:, :-1])
    slopes.sum(axis=0, out=by_weights[:, -1])
    return by_weights
