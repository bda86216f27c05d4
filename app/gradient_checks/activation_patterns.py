"""Kinks of a classifier's loss: a ReLU switches on or off, a pool selects another pixel, a margin is met or missed."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from app.gradient_checks.coordinate_subspace import Section
from app.interruption import checkpoint
from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.layers import MaxPool, Relu
from app.objectives.classifiers.losses import hinge, hinge_margins
from app.objectives.protocol import Array

Kind = Literal["relu", "pool", "hinge"]
Decision = tuple[Kind, NDArray[Any]]


@dataclass(frozen=True)
class Switches:
    """The numbers of decisions, over all examples, that differ between the two points of a difference quotient.

    Attributes:
        dimension: the index of the derivative among those measured.
        relu: units that are on at one point and off at the other.
        pool: pools that select different pixels.
        hinge: wrong classes that contribute at one point and not at the other.
    """

    dimension: int
    relu: int = 0
    pool: int = 0
    hinge: int = 0

    @property
    def any(self) -> bool:
        """Whether there is a kink between the points."""
        return bool(self.relu or self.pool or self.hinge)


def switches(classifier: Classifier, section: Section, dimension: int, h: float) -> Switches:
    """Count the decisions that switch between −h and h along one free weight of a section."""
    behind, ahead = (_decisions(classifier, _moved(section, dimension, distance)) for distance in (-h, h))
    counts: dict[Kind, int] = {}
    for (kind, one), (_, other) in zip(behind, ahead, strict=True):
        counts[kind] = counts.get(kind, 0) + int(np.count_nonzero(one != other))
    return Switches(dimension, **counts)


def _moved(section: Section, dimension: int, distance: float) -> Array:
    point = section.point
    point[dimension] += distance
    return section.whole(point)


def _decisions(classifier: Classifier, weights: Array) -> list[Decision]:
    """List all decisions, in the order in which they are made; the loss is smooth while they stay the same."""
    network, made = classifier.network, list[Decision]()
    for part in classifier.examples.parts(classifier.part_size):
        outputs = part.inputs
        for layer, matrix in zip(network.layers, network.matrices(weights), strict=True):
            checkpoint()
            match layer:
                case Relu():
                    made.append(("relu", outputs > 0))
                case MaxPool():
                    made.append(("pool", layer.chosen(outputs)))
            outputs, _ = layer.forward(outputs, matrix)
        if classifier.score_loss is hinge:
            made.append(("hinge", hinge_margins(outputs, part.labels) > 0))
    return made
