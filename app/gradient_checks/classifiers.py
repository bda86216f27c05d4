"""The gradient check of a classifier, and what its numeric gradient would cost (lecture points S4 and S5).

Only a few weights are checked and, if a loss takes long, on few examples, which also cross fewer kinks. After CS231n,
"Gradient checks", https://cs231n.github.io/neural-networks-3/#gradcheck.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.engine.randomness import random_start
from app.gradient_checks.activation_patterns import Switches, switches
from app.gradient_checks.check import PASS, GradientCheck, GradientCost, floored_errors, min_size_of, timed
from app.gradient_checks.coordinate_subspace import Section, sampled_dimensions
from app.gradient_checks.difference_quotients import Quotients, SweepEntry, quotients, sweep
from app.gradient_checks.verdicts import Reason, reason
from app.instance import current_settings
from app.objectives.classifiers.classifier import Classifier

FOLLOWED = 8
"""The number of measured derivatives that are followed over h: those with the largest errors."""

TOLERANCE = 1.05
"""The factor by which a gap may exceed what a kink explains: the loss has curvature and rounding as well."""


@dataclass(frozen=True, eq=False)
class ClassifierCheck:
    """A check of k of a classifier's d derivatives, and its explanation.

    Attributes:
        dimensions: the indices of the weights measured, (k,).
        check: the check of their derivatives; its costs are for all d derivatives, the numeric one estimated.
        loss_seconds: the time for one loss.
        switches: the decisions that switch, for each measured derivative with a kink within h.
        reason: why the check did not pass, None if it did.
    """

    dimensions: NDArray[np.intp]
    check: GradientCheck
    loss_seconds: float
    switches: tuple[Switches, ...]
    sweep: tuple[SweepEntry, ...]
    reason: Reason | None


def checkable(classifier: Classifier) -> Classifier:
    """Make the classifier float64, on as many evenly spread examples as `settings.max_check_products` allows."""
    examples = classifier.examples
    products = classifier.network.products(examples.inputs[:1])
    count = min(len(examples), max(1, current_settings().max_check_products // products))
    some = examples.some(np.arange(count) * len(examples) // count)
    return replace(classifier, examples=some.exact())


def classifier_check(classifier: Classifier, seed: int, h: float) -> Iterator[ClassifierCheck | None]:
    """Check the gradient in parts; yields None after each part, and at last the check.

    Args:
        classifier: a classifier in float64.
        seed: the seed for the weights at which, and the dimensions along which, the gradient is checked.
        h: the distance by which the numeric gradient moves each weight.
    """
    weights = random_start(classifier.network.spread, seed, np.float64)
    section = Section(classifier, weights, sampled_dimensions(classifier.dimensions, seed))
    analytic, analytic_seconds = timed(lambda: classifier.gradient(weights))
    yield None
    _, loss_seconds = timed(lambda: classifier.loss(weights))
    yield None
    found = quotients(section, section.point, h)
    derivatives, min_size, losses = analytic[section.free], min_size_of(analytic), 2 * classifier.dimensions
    check = GradientCheck(
        derivatives,
        found.central,
        floored_errors(derivatives, found.central, min_size),
        GradientCost(1, analytic_seconds),
        GradientCost(losses, losses * loss_seconds),
    )
    yield None
    switched = list[Switches]()
    for dimension in range(section.dimensions):
        switched.append(switches(classifier, section, dimension, h))
        yield None
    kinked = _kinked(check, found, switched)
    followed = _largest_errors(check, kinked)
    part, errors = section.part(followed), list[SweepEntry]()
    for entry in sweep(part, derivatives[followed], part.point, min_size):
        errors.append(entry)
        yield None
    places = {place for place, dimension in enumerate(followed.tolist()) if dimension in kinked}
    why = reason(part, check.part(followed), part.point, errors, h, places)
    yield ClassifierCheck(
        section.free, check, loss_seconds, tuple(one for one in switched if one.any), tuple(errors), why
    )


def _kinked(check: GradientCheck, found: Quotients, switched: list[Switches]) -> set[int]:
    """Find the derivatives whose gap a kink explains: a decision switches, and the one-sided quotients differ enough.

    If the loss is smooth except for one kink within h, the exact derivative is one of the two one-sided ones and the
    central quotient is their mean.
    """
    gaps, halves = np.abs(check.analytic - check.numeric), np.abs(found.forward - found.central)
    return {one.dimension for one in switched if one.any and gaps[one.dimension] <= TOLERANCE * halves[one.dimension]}


def _largest_errors(check: GradientCheck, kinked: Collection[int]) -> NDArray[np.intp]:
    """Find the derivatives with the largest errors, first those that fail without a kink."""
    errors = check.relative_error
    unexplained = (errors >= PASS) & ~np.isin(np.arange(errors.size), list(kinked))
    return np.lexsort((errors, unexplained))[-FOLLOWED:]
