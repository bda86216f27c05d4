"""The gradient check of classifiers: right gradients pass or meet kinks, wrong ones are caught (S4, S5)."""

import numpy as np
import pytest

from app.engine.randomness import random_start
from app.gradient_checks.activation_patterns import Switches, switches
from app.gradient_checks.classifiers import ClassifierCheck, checkable, classifier_check
from app.gradient_checks.coordinate_subspace import Section, sampled_dimensions
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.losses import cross_entropy
from app.objectives.classifiers.models import MODELS
from app.objectives.classifiers.network import perceptron
from app.objectives.protocol import Array
from app.settings import Settings
from tests.objectives.classifiers.examples import digits_task

SETTINGS = Settings()

H = 1e-5
MEASURED = 7
"""The sampled dimension in which a gradient is made wrong."""


class Slip(Classifier):
    """A classifier whose gradient is off by 1 % in one weight."""

    def gradient(self, weights: Array) -> Array:
        gradient = super().gradient(weights)
        gradient[sampled_dimensions(self.dimensions, 0)[MEASURED]] *= 1.01
        return gradient


def checked(classifier: Classifier, seed: int = 0, h: float = H) -> ClassifierCheck:
    *pauses, check = classifier_check(classifier, seed, h)
    assert set(pauses) == {None}
    assert check is not None
    return check


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("model", MODELS)
def test_every_model_passes_or_meets_a_kink(model: str, seed: int) -> None:
    classifier = checkable(digits_task(model).classifier)
    found = checked(classifier, seed)
    errors = {entry.h: entry.central for entry in found.sweep}
    assert errors[H] == pytest.approx(found.check.max_relative_error, rel=1e-6)
    if found.reason is None:
        assert found.check.max_relative_error < 1e-6
        return
    assert found.reason == "kink"
    failing = np.flatnonzero(found.check.relative_error >= 1e-6)
    assert set(failing.tolist()) <= {one.dimension for one in found.switches}


@pytest.mark.parametrize("model", MODELS)
def test_a_gradient_off_by_one_percent_in_one_weight_is_caught(model: str) -> None:
    right = checkable(digits_task(model).classifier)
    wrong = Slip(right.network, right.score_loss, right.examples, right.regularization, right.max_at_once)
    found = checked(wrong)
    assert (found.check.verdict, found.reason) == ("suspect", "gradient")
    assert int(np.argmax(found.check.relative_error)) == MEASURED
    assert found.check.max_relative_error == pytest.approx(0.01, rel=0.05)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("model", "h"), [("svm", 1e-4), ("mlp", 1e-3)])
def test_a_right_gradient_is_not_blamed_for_kinks(model: str, h: float, seed: int) -> None:
    assert checked(checkable(digits_task(model).classifier), seed, h).reason in (None, "kink", "wide")


def test_a_wrong_gradient_is_not_excused_by_kinks() -> None:
    """With such a large h ReLUs switch, but too few for the one-sided derivatives to differ by 1 %."""
    right = checkable(digits_task("mlp").classifier)
    wrong = Slip(right.network, right.score_loss, right.examples, right.regularization, right.max_at_once)
    wide = checked(wrong, h=1e-3)
    assert wide.switches
    assert wide.reason != "kink"


def test_the_costs_are_those_of_all_weights() -> None:
    found = checked(checkable(digits_task("softmax").classifier))
    assert (found.check.numeric_cost.evaluations, found.check.analytic_cost.evaluations) == (1300, 1)
    assert found.check.numeric_cost.seconds == pytest.approx(1300 * found.loss_seconds)
    assert found.check.numeric_cost.seconds > 20 * found.check.analytic_cost.seconds
    assert 16 < len(found.dimensions) <= 32


def test_examples_are_spread_and_as_many_as_there_is_time_for() -> None:
    for model in MODELS:
        whole = digits_task(model).classifier
        some = checkable(whole)
        products = whole.network.products(whole.examples.inputs[:1])
        assert some.examples.inputs.dtype == np.float64
        assert some.count == min(whole.count, SETTINGS.max_check_products // products)
        assert len(set(some.examples.labels.tolist())) == 10


def switched_at(weight: float, h: float) -> Switches:
    """One input of 1, one hidden unit that weighs it, no biases, two classes."""
    network = perceptron(1, 1, 2)
    classifier = Classifier(network, cross_entropy, Examples(np.ones((3, 1)), np.array([0, 1, 0])), 0.0, 2)
    weights = np.array([weight, 0.0, 1.0, 0.0, -1.0, 0.0])
    return switches(classifier, Section(classifier, weights, np.arange(6)), 0, h)


def test_units_are_counted_that_switch_between_the_two_points() -> None:
    assert switched_at(0.05, 0.1) == Switches(0, relu=3)
    assert not switched_at(0.05, 0.01).any
    assert not switched_at(-0.05, 0.01).any


def test_pools_and_margins_switch_too() -> None:
    for model, kind in (("convnet", "pool"), ("svm", "hinge")):
        classifier = checkable(digits_task(model).classifier)
        weights = random_start(classifier.network.spread, 0, np.float64)
        section = Section(classifier, weights, np.arange(16, dtype=np.intp))
        found = [switches(classifier, section, dimension, 0.1) for dimension in range(16)]
        assert sum(getattr(one, kind) for one in found) > 0
        assert not any(one.hinge for one in found) or model == "svm"
