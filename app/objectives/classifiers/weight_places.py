"""Where in a network a weight stands, for people."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.objectives.classifiers.layers import Convolution, Layer
from app.objectives.classifiers.network import Network

LayerKind = Literal["convolution", "hidden", "scores"]


@dataclass(frozen=True)
class WeightPlace:
    """A weight's place.

    Attributes:
        index: in the vector of all weights, from 0.
        layer: which of the layers that learn, from 1.
        filter: which row of the layer's matrix, from 0; of the scores, the class.
        input: which input the filter weighs, from 0; None for its bias.
    """

    index: int
    layer: int
    kind: LayerKind
    filter: int
    input: int | None

    @property
    def name(self) -> str:
        """In words, for example ``layer 1 (scores), filter 3, input 17``."""
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
