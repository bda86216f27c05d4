"""The whole gradient check of a formula: ours, or the gradient that somebody derived by hand."""

from collections.abc import Callable
from dataclasses import dataclass

from app.objectives.formulas import FormulaObjective
from app.objectives.protocol import Array
from app.studies.claimed_gradients import ClaimedGradient
from app.studies.difference_sweep import SweepEntry, sweep
from app.studies.gradient_checks import GradientCheck, check_gradient, least_slope
from app.studies.gradient_faults import Fault, gradient_faults
from app.studies.kinks import Kink, kinks
from app.studies.verdict_reasons import Reason, reason


@dataclass(frozen=True)
class FormulaCheck:
    """A gradient check at a point, and what explains it.

    Attributes:
        exact: the derived gradient, shape (2,).
        reason: why the check did not pass, None if it did.
        faults: what is wrong with the claimed gradient anywhere in the domain; none in the derived one.
    """

    check: GradientCheck
    exact: Array
    sweep: tuple[SweepEntry, ...]
    kinks: tuple[Kink, ...]
    reason: Reason | None
    faults: tuple[Fault, ...]


def check_formula(objective: FormulaObjective, weights: Array, h: float) -> FormulaCheck:
    """The check of the gradient that we derive, at ``weights`` of shape (2,)."""
    return _checked(objective, objective.gradient, weights, h, ())


def check_claim(claim: ClaimedGradient, weights: Array, h: float) -> FormulaCheck:
    """The check of a claimed gradient, at ``weights`` of shape (2,)."""
    return _checked(claim.objective, claim, weights, h, gradient_faults(claim.objective, claim.slopes))


def _checked(
    objective: FormulaObjective, gradient: Callable[[Array], Array], weights: Array, h: float, faults: tuple[Fault, ...]
) -> FormulaCheck:
    check = check_gradient(objective, gradient, weights, h)
    errors = tuple(sweep(objective, check.analytic, weights, least_slope(check.analytic)))
    found = kinks(objective, weights, h)
    why = reason(objective, check, weights, errors, h, {kink.dimension for kink in found})
    return FormulaCheck(check, objective.gradient(weights), errors, found, why, faults)
