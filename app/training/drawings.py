"""Drawings of a classifier: its weights as pictures, and its decision boundary."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import LabelledImages, LabelledPoints
from app.features.hog import cells_of_blocks
from app.features.vectors import hog_cell
from app.objectives.classifiers.layers import Convolution
from app.objectives.protocol import Array
from app.training.task import TrainingTask

PLACES = 81
MARGIN = 0.15
"""The margin of the plane around the points, as a share of their extent."""


@dataclass(frozen=True, eq=False)
class Boundary:
    """The class with the highest score on a grid of the plane: ``labels[j][i]`` at ``(x[i], y[j])``."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    labels: NDArray[np.int64]


def boundary(task: TrainingTask, weights: Array) -> Boundary | None:
    """Classify the surroundings of the training points at ``weights`` (d,); None if the examples are not points."""
    train = task.plan.split.train
    if not isinstance(train, LabelledPoints):
        return None
    low, high = train.points.min(axis=0), train.points.max(axis=0)
    room = MARGIN * (high - low)
    x, y = (np.linspace(*ends, PLACES) for ends in zip(low - room, high + room, strict=True))
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    scores = task.task.classifier.network.scores(weights, task.features.scale.applied(places))
    return Boundary(x, y, scores.argmax(axis=1).reshape(PLACES, PLACES))


BLOCK = 2
ORIENTATIONS = 9
MIDDLE = 128
REACH = 127


@dataclass(frozen=True, eq=False)
class Pictures:
    """The filters of the first layer.

    Attributes:
        kind: the meaning of ``values``: the pixels of ``images``, the edges of ``glyphs`` by cell and orientation, or
            the ``hues`` of the colour circle.
        values: (filters, height, width, channels), (filters, rows, columns, orientations) or (filters, hues), uint8:
            128 is a weight of 0, and the largest weight of a filter is at the maximum distance from it.
    """

    kind: Literal["images", "glyphs", "hues"]
    values: NDArray[np.uint8]


def pictures(task: TrainingTask, weights: Array) -> Pictures | None:
    """Picture the filters at ``weights`` (d,); None for features without a picture."""
    network = task.task.classifier.network
    train = task.plan.split.train
    if not isinstance(train, LabelledImages):
        return None
    layer, matrix = next(
        (layer, matrix)
        for layer, matrix in zip(network.layers, network.matrices(weights), strict=True)
        if layer.filters
    )
    filters = matrix[:, :-1]
    if isinstance(layer, Convolution):
        side = Convolution.SIDE
        return Pictures("images", _levels(filters).reshape(-1, side, side, layer.channels))
    match task.plan.specification.feature:
        case "pixels":
            return Pictures("images", _levels(filters).reshape(-1, *train.images.shape[1:]))
        case "hog":
            return Pictures("glyphs", _levels(_cells(filters, train.images.shape[1])))
        case "color":
            return Pictures("hues", _levels(filters))
    return None


def _cells(filters: Array, side: int) -> NDArray[np.float32]:
    """Average the weights of HOG descriptors of square images, for each cell, over the blocks that contain it."""
    cells = side // hog_cell(side)
    blocks = filters.reshape(len(filters), cells - BLOCK + 1, cells - BLOCK + 1, BLOCK, BLOCK, ORIENTATIONS)
    return cells_of_blocks(blocks.astype(np.float32))


def _levels(filters: Array) -> NDArray[np.uint8]:
    """Convert weights (filters, …) to levels: 128 for 0, and ±127 from there for the largest weight of each filter."""
    flat = filters.reshape(len(filters), -1)
    largest = np.abs(flat).max(axis=1, keepdims=True)
    scaled = MIDDLE + REACH * flat / np.where(largest > 0, largest, 1)
    return np.rint(scaled).astype(np.uint8).reshape(filters.shape)
