"""Difference quotients (lecture point S4), and how their error depends on h.

Too wide an h misses the curve, too narrow a one drowns in rounding.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.gradient_checks.check import errors_beside
from app.interruption import checkpoint
from app.objectives.protocol import Array, Objective


@dataclass(frozen=True, eq=False)
class Quotients:
    """The quotients along each of d coordinates with one h, shape (d,) each.

    Attributes:
        central: (L(w + h) − L(w − h)) / 2h.
        forward: (L(w + h) − L(w)) / h.
    """

    central: Array
    forward: Array


def quotients(objective: Objective, weights: Array, h: float) -> Quotients:
    """Both at ``weights``, shape (d,): 2·d + 1 losses."""
    here = objective.loss(weights)
    central, forward = np.empty_like(weights), np.empty_like(weights)
    moved = weights.copy()
    for index, weight in enumerate(weights):
        checkpoint()
        moved[index] = weight + h
        ahead = objective.loss(moved)
        moved[index] = weight - h
        central[index] = (ahead - objective.loss(moved)) / (2 * h)
        forward[index] = (ahead - here) / h
        moved[index] = weight
    return Quotients(central, forward)


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
        least: the size below which a slope counts as no shorter, as ``smallest_gradient`` has it.
    """
    for h in WIDTHS:
        found = quotients(objective, weights, h)
        yield SweepEntry(
            h,
            float(errors_beside(analytic, found.central, least).max()),
            float(errors_beside(analytic, found.forward, least).max()),
        )
