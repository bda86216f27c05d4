"""The outputs of layers for arrays whose last axis holds the examples.

With the examples last, an operation on a pixel or a channel is an operation on a long row of numbers, and the
neighbours of a pixel are a view: a convolution needs no copy of them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import as_strided

from app.interruption import checkpoint
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.layers import Convolution, Dense, Layer, MaxPool, Relu
from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes.plane import Double, Plane
from app.objectives.protocol import Array


def outputs(layers: Sequence[Layer], matrices: Sequence[Double], inputs: Double) -> Double:
    """Compute the outputs of a sequence of layers.

    Args:
        layers: dense, convolution, ReLU or pooling.
        matrices: one for each layer, (filters, inputs + 1) float64.
        inputs: (units, N) or (height, width, channels, N) float64.

    Returns:
        The outputs of the last layer, in one of the same two layouts.
    """
    for layer, matrix in zip(layers, matrices, strict=True):
        checkpoint()
        inputs = FORWARD[type(layer)](inputs, matrix)
    return inputs


def pooled_early(layers: Sequence[Layer]) -> list[Layer]:
    """Move each pooling that follows a ReLU before it: the outputs are the same, computed from fewer numbers.

    Neither layer learns anything, so the matrices of the layers stay in order.
    """
    reordered = list(layers)
    for index, pair in enumerate(pairwise(layers)):
        match pair:
            case Relu() as relu, MaxPool() as pool:
                reordered[index : index + 2] = pool, relu
    return reordered


def _dense(inputs: Double, weights: Double) -> Double:
    scores: Double = weights[:, :-1] @ inputs.reshape(-1, inputs.shape[-1])
    scores += weights[:, -1:]
    return scores


def _convolved(images: Double, weights: Double) -> Double:
    """Convolve by 3×3 filters as a sum of one matrix product for each filter row, whose three pixels are adjacent."""
    height, width, channels, count = images.shape
    side = Convolution.SIDE
    padded = np.zeros((height + side - 1, width + side - 1, channels, count))
    padded[1:-1, 1:-1] = images
    triples = as_strided(padded, (height + side - 1, width, side * channels, count), padded.strides, writeable=False)
    kernels = weights[:, :-1].reshape(len(weights), side, side * channels).swapaxes(0, 1)
    sums: Double = kernels[0] @ triples[:height]
    for row in range(1, side):
        sums += kernels[row] @ triples[row : row + height]
    sums += weights[:, -1:]
    return sums


def _rectified(inputs: Double, _: Double) -> Double:
    # An array of zeros, since numpy's maximum with a scalar is several times as slow.
    rectified: Double = np.maximum(inputs, np.zeros_like(inputs))
    return rectified


def _pooled(images: Double, _: Double) -> Double:
    upper = np.maximum(images[::2, ::2], images[::2, 1::2])
    lower = np.maximum(images[1::2, ::2], images[1::2, 1::2])
    pooled: Double = np.maximum(upper, lower)
    return pooled


FORWARD: dict[type[Layer], Callable[[Double, Double], Double]] = {
    Dense: _dense,
    Convolution: _convolved,
    Relu: _rectified,
    MaxPool: _pooled,
}
"""The forward pass of each kind of layer, from inputs and weights to outputs."""


EXAMPLES = 64
"""Examples computed at once: enough for fast matrix products, few enough to stay in the processor's cache."""

FIRST_EXAMPLES = 16
"""Examples computed at once in the first layer, which is often the largest."""


def multiplications(network: Network, inputs: int) -> int:
    """Count the multiplications of weights and inputs for the scores of one example of this many inputs."""
    outputs: Array = np.zeros((1, inputs))
    products = 0
    for layer, shape in zip(network.layers, network.shapes, strict=True):
        outputs, _ = layer.forward(outputs, np.zeros(shape))
        products += outputs.size * layer.inputs
    return products


def add_losses(classifier: Classifier, plane: Plane, x: Double, y: Double, total: Double) -> Iterator[int]:
    """Add the sum of the examples' losses at (x[i], y[j]) to ``total[j, i]``.

    Args:
        classifier: any, its examples in float64.
        x, y: (U,) and (V,).
        total: (V, U).

    Yields:
        The number of losses (of one example at one place each) computed since the last yield.
    """
    network = classifier.network
    first = network.first_learning
    following = pooled_early(network.layers[first + 1 :])
    of_spans = [network.matrices(span)[: first + 1] for span in plane.spans]
    for part in classifier.examples.parts(EXAMPLES):
        base, along_x, along_y = (_first_outputs(network.layers[: first + 1], matrices, part) for matrices in of_spans)
        for column, aside in enumerate(x):
            checkpoint()
            on_axis = base + aside * along_x
            for row, height in enumerate(y):
                checkpoint()
                matrices = network.matrices(plane.at(aside, height))[first + 1 :]
                scores = outputs(following, matrices, on_axis + height * along_y)
                total[row, column] += len(part) * classifier.score_loss(scores.T, part.labels)[0]
                yield len(part)


def _first_outputs(layers: Sequence[Layer], matrices: Sequence[Double], part: Examples) -> Double:
    """Compute the outputs of the layers up to the first that learns, with the examples as the last axis."""
    of_parts = []
    for some in part.parts(FIRST_EXAMPLES):
        outputs: Array = some.inputs
        for layer, matrix in zip(layers, matrices, strict=True):
            checkpoint()
            outputs, _ = layer.forward(outputs, matrix)
        of_parts.append(outputs)
    checkpoint()
    return np.ascontiguousarray(np.moveaxis(np.concatenate(of_parts), 0, -1))
