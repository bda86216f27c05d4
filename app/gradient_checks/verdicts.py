"""Why a gradient check did not pass: the gradient is wrong, or the difference quotient cannot tell."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import numpy as np

from app.engine.array_stepper import central_difference
from app.gradient_checks.check import PASS, GradientCheck, min_size_of
from app.gradient_checks.difference_quotients import SweepEntry
from app.objectives.protocol import Array, Objective

Reason = Literal["not_finite", "gradient", "kink", "wide", "narrow", "faint"]

SENTENCES: Mapping[Reason, str] = {
    "not_finite": "The loss or its gradient is not finite here: this is a hole in the landscape.",
    "gradient": "The two gradients differ by more than the numeric one's own error.",
    "kink": "The loss has a kink between the points that the numeric gradient compares.",
    "wide": "h is too large: the loss curves too much between its two points. A smaller h passes.",
    "narrow": "h is too small: rounding errors drown the difference. A larger h passes.",
    "faint": "The slope is too faint here for the numeric gradient to measure it. Check at another point.",
}

RELIABLE_WIDTHS = (1e-3, 1e-4, 1e-5, 1e-6)
"""The values of h at which difference quotients are usually most accurate."""

CAUTION = 4.0
"""The multiple of its estimated error beyond which the numeric gradient contradicts the analytic one."""


def reason(
    objective: Objective,
    check: GradientCheck,
    weights: Array,
    sweep: Sequence[SweepEntry],
    h: float,
    kinked: Collection[int],
) -> Reason | None:
    """Explain why a check with width ``h`` at ``weights`` did not pass; None if it did.

    Args:
        sweep: the errors of the same gradient with other widths.
        kinked: the dimensions along which the loss has a kink within h.
    """
    if not np.isfinite(check.relative_error).all():
        return "not_finite"
    failing = np.flatnonzero(check.relative_error >= PASS)
    if not failing.size:
        return None
    if set(failing.tolist()) <= set(kinked):
        return "kink"
    estimates = [_estimate(objective, weights, width) for width in RELIABLE_WIDTHS]
    agrees = all((np.abs(check.analytic - numeric) <= error).all() for numeric, error in estimates)
    min_width = 0.0 if agrees else _min_reliable_width(objective, check, weights)
    passing = [entry.h for entry in sweep if entry.central < PASS and entry.h >= min_width]
    if agrees and all((np.abs(check.analytic) <= error).all() for _, error in estimates):
        return "faint"
    if passing:
        return "wide" if min(passing) < h else "narrow"
    return "faint" if agrees else "gradient"


def _estimate(objective: Objective, weights: Array, h: float) -> tuple[Array, Array]:
    """Compute the numeric gradient and its error, estimated from changes with h and from rounding: shape (d,) each."""
    numeric, *others = (central_difference(objective, weights, h / divisor) for divisor in (1.0, 2.0, 4.0, 8.0))
    changes = np.abs(np.array(others) - numeric).max(axis=0)
    return numeric, CAUTION * (changes + _rounding(objective, weights) / h)


@np.errstate(divide="ignore", invalid="ignore", over="ignore")
def _min_reliable_width(objective: Objective, check: GradientCheck, weights: Array) -> float:
    """The width below which a wrong gradient may pass by chance, since rounding errors exceed the tolerance."""
    measured = np.maximum(np.abs(check.analytic), min_size_of(check.analytic)).min()
    return float(_rounding(objective, weights) / (PASS * measured))


def _rounding(objective: Objective, weights: Array) -> float:
    """Estimate the rounding error of a loss."""
    return float(np.finfo(np.float64).eps * abs(objective.loss(weights)))
