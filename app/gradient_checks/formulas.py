"""The complete gradient check of a formula: of the derived gradient, or of one that somebody derived by hand."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.gradient_checks.check import GradientCheck, check_gradient, min_size_of
from app.gradient_checks.difference_quotients import SweepEntry, sweep
from app.gradient_checks.faults import Fault, gradient_faults
from app.gradient_checks.kinks import Kink, kinks
from app.gradient_checks.verdicts import Reason, reason
from app.interruption import computed_once
from app.language.compilation import compile_scalars
from app.language.expressions import Expression
from app.objectives.formulas import VARIABLES, FormulaObjective
from app.objectives.protocol import Array


@dataclass(frozen=True)
class ClaimedGradient:
    """A claimed gradient: an expression of the objective's variables and settings for each derivative."""

    objective: FormulaObjective
    derivatives: tuple[Expression, ...]

    @computed_once
    def _compiled(self) -> Callable[..., tuple[float, ...]]:
        return compile_scalars(self.derivatives, (*VARIABLES, *self.objective.setting_names))

    def __call__(self, weights: Array) -> Array:
        return np.array(self._compiled(*weights.tolist(), *self.objective.setting_values))


@dataclass(frozen=True)
class FormulaCheck:
    """A gradient check at a point, and its explanation.

    Attributes:
        exact: the derived gradient, shape (2,).
        reason: why the check did not pass, None if it did.
        faults: the faults of the claimed gradient anywhere in the domain; none in the derived one.
    """

    check: GradientCheck
    exact: Array
    sweep: tuple[SweepEntry, ...]
    kinks: tuple[Kink, ...]
    reason: Reason | None
    faults: tuple[Fault, ...]


def check_formula(objective: FormulaObjective, weights: Array, h: float) -> FormulaCheck:
    """Check the derived gradient at ``weights`` of shape (2,)."""
    return _checked(objective, objective.gradient, weights, h, ())


def check_claim(claim: ClaimedGradient, weights: Array, h: float) -> FormulaCheck:
    """Check a claimed gradient at ``weights`` of shape (2,)."""
    return _checked(claim.objective, claim, weights, h, gradient_faults(claim.objective, claim.derivatives))


def _checked(
    objective: FormulaObjective, gradient: Callable[[Array], Array], weights: Array, h: float, faults: tuple[Fault, ...]
) -> FormulaCheck:
    check = check_gradient(objective, gradient, weights, h)
    errors = tuple(sweep(objective, check.analytic, weights, min_size_of(check.analytic)))
    found = kinks(objective, weights, h)
    why = reason(objective, check, weights, errors, h, {kink.dimension for kink in found})
    return FormulaCheck(check, objective.gradient(weights), errors, found, why, faults)
