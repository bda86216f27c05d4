"""Decisions of a classifier that switch between two points."""

import numpy as np
import pytest

from app.gradient_checks.activation_patterns import Switches, switches
from app.gradient_checks.coordinate_subspace import Section
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.layers import Dense, Image, MaxPool, Relu
from app.objectives.classifiers.losses import ScoreLoss, cross_entropy, hinge
from app.objectives.classifiers.network import Network, linear


def switched(
    network: Network, loss: ScoreLoss, inputs: np.ndarray, labels: list[int], weights: list[float], free: int, h: float
) -> Switches:
    classifier = Classifier(network, loss, Examples(inputs, np.array(labels)), 0.0, 2)
    section = Section(classifier, np.array(weights), np.array([0, free]))
    return switches(classifier, section, 1, h)


RELU = Network((Dense(1, 2), Relu(), Dense(2, 2)))


@pytest.mark.parametrize(("h", "count"), [(0.05, 0), (0.11, 1), (0.21, 2), (0.31, 3), (5.0, 3)])
def test_units_that_switch_are_counted_over_all_examples(h: float, count: int) -> None:
    """The unit is on where 1 + b > 0 …: its bias moves by h around −x·w."""
    inputs = np.array([[0.1], [-0.2], [0.3]])
    weights = [0.0, 1.0, 1.0, 0.0, *[1.0] * 6]
    found = switched(RELU, cross_entropy, inputs, [0, 1, 0], weights, 3, h)
    assert (found.relu, found.pool, found.hinge, found.dimension) == (count, 0, 0, 1)
    assert found.any is (count > 0)


@pytest.mark.parametrize(("h", "count"), [(0.4, 0), (0.6, 1), (1.6, 2)])
def test_margins_that_are_met_or_missed_are_counted(h: float, count: int) -> None:
    """Scores are 0 and x + b, of examples of the first class: the margin of the second is x + b + 1."""
    inputs = np.array([[-1.5], [-2.5], [-3.5]])
    found = switched(linear(1, 2), hinge, inputs, [0, 0, 0], [0.0, 0.0, 1.0, 0.0], 3, h)
    assert (found.relu, found.pool, found.hinge) == (0, 0, count)


@pytest.mark.parametrize(("h", "count"), [(0.05, 0), (0.15, 1)])
def test_pools_that_select_another_pixel_are_counted(h: float, count: int) -> None:
    """One pixel is 0.1 above another, whose value moves with a weight."""
    network = Network((Dense(1, 4), Image(2, 2, 1), MaxPool(), Dense(1, 2)))
    weights = [0.0, 1.0, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0, *[1.0] * 4]
    found = switched(network, cross_entropy, np.array([[1.0]]), [0], weights, 2, h)
    assert (found.relu, found.pool, found.hinge) == (0, count, 0)


def test_any_of_the_three_is_a_kink() -> None:
    assert not Switches(0).any
    assert Switches(0, relu=1).any
    assert Switches(0, pool=1).any
    assert Switches(0, hinge=1).any
