"""How the error of the difference quotient depends on h: too wide misses the curve, too narrow drowns in rounding."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.objectives.protocol import Array, Objective
from app.studies.difference_quotients import quotients
from app.studies.gradient_checks import errors_beside

WIDTHS = tuple(10.0 ** (-half_decades / 2) for half_decades in range(2, 29))
"""1e-1 to 1e-14, two for each decade."""


@dataclass(frozen=True)
class SweepEntry:
    """The largest relative errors of both quotients with one h; NaN where one is not finite."""

    h: float
    central: float
    forward: float


def sweep(objective: Objective, analytic: Array, weights: Array, least: float) -> Iterator[SweepEntry]:
    """The error of both quotients against ``analytic``, one entry for every h of `WIDTHS`: 2·d + 1 losses each.

    Args:
        analytic: the slopes at ``weights``, shape (d,) both.
        least: the size below which a slope counts as no shorter, as ``least_slope`` has it.
    """
    for h in WIDTHS:
        found = quotients(objective, weights, h)
        yield SweepEntry(
            h,
            float(errors_beside(analytic, found.central, least).max()),
            float(errors_beside(analytic, found.forward, least).max()),
        )
