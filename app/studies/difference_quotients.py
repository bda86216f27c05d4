"""The two difference quotients that stand for a slope, from the same losses (lecture point S4)."""

from dataclasses import dataclass

import numpy as np

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
