"""Difference quotients (lecture point S4), and how their error depends on h.

A large h has a truncation error, since the loss curves; a small h amplifies rounding errors.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.gradient_checks.check import floored_errors
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
    """Compute both quotients at ``weights``, shape (d,), from 2·d + 1 losses."""
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
"""The values of h, from 1e-1 to 1e-14, two for each decade."""


@dataclass(frozen=True)
class SweepEntry:
    """The largest relative errors of both quotients with one h; NaN where one is not finite."""

    h: float
    central: float
    forward: float


def sweep(objective: Objective, analytic: Array, weights: Array, min_size: float) -> Iterator[SweepEntry]:
    """Compute the error of both quotients relative to ``analytic``, for every h of `WIDTHS`: 2·d + 1 losses each.

    Args:
        analytic: the gradient at ``weights``, both of shape (d,).
        min_size: the minimum size that a derivative counts as, the result of ``min_size_of``.
    """
    for h in WIDTHS:
        found = quotients(objective, weights, h)
        yield SweepEntry(
            h,
            float(floored_errors(analytic, found.central, min_size).max()),
            float(floored_errors(analytic, found.forward, min_size).max()),
        )
