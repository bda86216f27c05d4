"""A network: a sequence of layers, with all their weights in one vector."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint, computed_once
from app.objectives.classifiers.layers import Convolution, Dense, Image, Layer, MaxPool, Relu
from app.objectives.classifiers.losses import Labels, ScoreLoss
from app.objectives.protocol import Array

SCORE_SPREAD = 0.05
"""The standard deviation of the initial weights of the score layer, small so that all classes begin alike."""

CHANNELS = (16, 32)
"""The filters of a convolutional network's two convolutions."""


@dataclass(frozen=True)
class Network:
    """Layers that turn inputs, one example in each row, into scores (N, classes).

    The weights are one vector of shape (d,): the matrices (filters, inputs + 1) of the layers that learn, concatenated,
    each row by row.
    """

    layers: tuple[Layer, ...]

    @computed_once
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """The shape of each layer's matrix; (0, 1) for a layer that learns nothing."""
        return tuple((layer.filters, layer.inputs + 1) for layer in self.layers)

    @computed_once
    def first_learning(self) -> int:
        """The index of the first layer that learns; nothing needs the gradient with respect to its inputs."""
        return next(index for index, layer in enumerate(self.layers) if layer.filters)

    @computed_once
    def dimensions(self) -> int:
        """The number d of weights, biases included."""
        return sum(rows * columns for rows, columns in self.shapes)

    def matrices(self, weights: NDArray[Any]) -> list[NDArray[Any]]:
        """The matrix of each layer, as views into a vector of shape (d,)."""
        ends = np.cumsum([rows * columns for rows, columns in self.shapes])
        return [part.reshape(shape) for part, shape in zip(np.split(weights, ends[:-1]), self.shapes, strict=True)]

    def scores(self, weights: Array, inputs: Array) -> Array:
        """The scores (N, classes)."""
        outputs = inputs
        for layer, matrix in zip(self.layers, self.matrices(weights), strict=True):
            checkpoint()
            outputs, _ = layer.forward(outputs, matrix)
        return outputs

    def products(self, example: Array) -> int:
        """The number of multiplications for the scores of one example (1, …)."""
        outputs, count = example, 0
        for layer, matrix in zip(self.layers, self.matrices(np.zeros(self.dimensions, example.dtype)), strict=True):
            outputs, _ = layer.forward(outputs, matrix)
            count += outputs.size * layer.inputs
        return count

    def loss_and_gradient(
        self, weights: Array, inputs: Array, labels: Labels, score_loss: ScoreLoss
    ) -> tuple[float, Array]:
        """The mean loss of the scores and its gradient with respect to the weights, by backpropagation."""
        matrices, caches, outputs = self.matrices(weights), [], inputs
        for layer, matrix in zip(self.layers, matrices, strict=True):
            checkpoint()
            outputs, cache = layer.forward(outputs, matrix)
            caches.append(cache)
        loss, score_gradient = score_loss(outputs, labels)
        gradient = np.empty_like(weights)
        matrix_gradients = self.matrices(gradient)
        for index in reversed(range(self.first_learning, len(self.layers))):
            checkpoint()
            layer = self.layers[index]
            matrix_gradients[index][:] = layer.weight_gradient(score_gradient, caches[index])
            if index > self.first_learning:
                checkpoint()
                score_gradient = layer.input_gradient(score_gradient, matrices[index], caches[index])
        return loss, gradient

    @computed_once
    def spread(self) -> NDArray[np.float64]:
        """The standard deviation of each weight at a random start, (d,).

        √(2/inputs) before a ReLU (He et al. 2015), ``SCORE_SPREAD`` for the scores, 0 for biases.
        """
        spread = np.zeros(self.dimensions)
        learning = [index for index, layer in enumerate(self.layers) if layer.filters]
        for index in learning:
            matrix = self.matrices(spread)[index]
            matrix[:, :-1] = SCORE_SPREAD if index == learning[-1] else np.sqrt(2 / self.layers[index].inputs)
        return spread

    @computed_once
    def are_biases(self) -> NDArray[np.bool_]:
        """Which of the weights are biases, (d,)."""
        biases = np.zeros(self.dimensions, np.bool_)
        for matrix in self.matrices(biases):
            matrix[:, -1] = True
        return biases


def linear(inputs: int, classes: int) -> Network:
    """A linear classifier: one template for each class."""
    return Network((Dense(inputs, classes),))


def perceptron(inputs: int, hidden: int, classes: int) -> Network:
    """A perceptron with one hidden layer."""
    return Network((Dense(inputs, hidden), Relu(), Dense(hidden, classes)))


def convolutional(shape: tuple[int, int, int], classes: int) -> Network:
    """A convolutional network: convolution, ReLU and pooling, twice, then scores.

    Args:
        shape: height, width and channels of an image; the sides are multiples of 4.
    """
    height, width, channels = shape
    first, second = CHANNELS
    flat = (height // 4) * (width // 4) * second
    return Network(
        (
            Image(height, width, channels),
            Convolution(channels, first),
            Relu(),
            MaxPool(),
            Convolution(first, second),
            Relu(),
            MaxPool(),
            Dense(flat, classes),
        )
    )


LayerKind = Literal["convolution", "hidden", "scores"]


@dataclass(frozen=True)
class WeightPlace:
    """The place of a weight in the network.

    Attributes:
        index: its index in the vector of all weights, from 0.
        layer: the number of its layer among those that learn, from 1.
        filter: the row of the layer's matrix, from 0; in the score layer, the class.
        input: the input that it multiplies, from 0; None for the bias.
    """

    index: int
    layer: int
    kind: LayerKind
    filter: int
    input: int | None

    @property
    def name(self) -> str:
        """The place in words, for example ``layer 1 (scores), filter 3, input 17``."""
        entry = "bias" if self.input is None else f"input {self.input}"
        return f"layer {self.layer} ({self.kind}), filter {self.filter}, {entry}"


def place_of(network: Network, index: int) -> WeightPlace:
    """The place of a weight, by its index below ``network.dimensions``."""
    learning = [layer for layer in network.layers if layer.filters]
    ends = np.cumsum([layer.filters * (layer.inputs + 1) for layer in learning])
    number = int(np.searchsorted(ends, index, side="right"))
    layer = learning[number]
    row, column = divmod(index - int(ends[number]), layer.inputs + 1)
    kind = "scores" if layer is learning[-1] else _hidden_kind(layer)
    return WeightPlace(index, number + 1, kind, row + layer.filters, column if column < layer.inputs else None)


def _hidden_kind(layer: Layer) -> LayerKind:
    return "convolution" if isinstance(layer, Convolution) else "hidden"
