"""Direct search from many points at once: descent by losses alone, for minima where Newton's method fails.

These are kinks, cusps, and minima so flat that the curvature vanishes. A poll tries steps in the directions of a rose,
which is rotated by the golden angle from poll to poll, so that eventually every direction is tried; the steps are
halved when none leads down (Torczon 1997; Audet and Dennis 2006).
"""

import math

import numpy as np
from numpy.typing import NDArray

from app.basins.tolerance import Reach
from app.interruption import checkpoint
from app.objectives.formulas import FormulaObjective
from app.objectives.protocol import Array

MAX_POLLS = 240
ROSE = np.linspace(0, 2 * math.pi, 16, endpoint=False)[:, np.newaxis]
"""Directions in the plane as angles, shape (16, 1)."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
FIRST_STEP = 0.25
"""The length of the first poll steps, as a share of the reach."""
LAST_STEP = 1e-12
"""The length of the last poll steps, as a share of the reach."""
RING = 1 / 16
"""The radius of the ring on which a minimum must rise, as a share of the reach."""
BRINK = 1e-6
"""The radius, as a share of the ring's, of a much smaller ring."""
PIT = 0.125
"""The rise on the small ring, as a share of that on the large one, that marks a bottomless pit: log(x**2 + y**2)."""
MIN_RISE = 1e-10
"""The lowest rise on the ring, as a share of the highest, that cannot be rounding."""


def lowest_nearby(objective: FormulaObjective, x: Array, y: Array, reach: Reach) -> tuple[Array, Array]:
    """Descend from each point (x, y), of shape (n,), and return the end points; points that leave the reach give up."""
    start_x, start_y, x, y = x, y, x.copy(), y.copy()
    loss = _losses(objective, x, y)
    step = np.full_like(x, FIRST_STEP)
    active = np.flatnonzero(np.isfinite(loss))
    for poll in range(MAX_POLLS):
        checkpoint()
        if active.size == 0:
            break
        try_x, try_y = _around(x[active], y[active], reach.scaled(step[active]), ROSE + poll * GOLDEN_ANGLE)
        tried = _losses(objective, try_x, try_y)
        best = tried.argmin(axis=0), np.arange(active.size)
        lower = tried[best] < loss[active]
        moved = active[lower]
        x[moved], y[moved], loss[moved] = try_x[best][lower], try_y[best][lower], tried[best][lower]
        step[active[~lower]] /= 2
        active = active[(reach.covers(x - start_x, y - start_y) & (step > LAST_STEP))[active]]
    return x, y


def at_bottom(objective: FormulaObjective, x: Array, y: Array, reach: Reach) -> NDArray[np.bool_]:
    """Whether the loss rises in every direction from the points (x, y), of shape (n,), none in a bottomless pit."""
    rise, brink = (_rise(objective, x, y, reach.scaled(radius)) for radius in (RING, BRINK * RING))
    lowest, highest = rise.min(axis=0), rise.max(axis=0)
    bottom: NDArray[np.bool_] = (lowest > 0) & (lowest > MIN_RISE * highest) & np.isfinite(highest)
    bottom &= brink.max(axis=0) < PIT * highest
    return bottom


def _rise(objective: FormulaObjective, x: Array, y: Array, radius: Reach) -> Array:
    """Compute how much higher the loss is on a ring around each point than at the point, shape (16, n)."""
    with np.errstate(invalid="ignore"):
        return _losses(objective, *_around(x, y, radius, ROSE)) - _losses(objective, x, y)


def _around(x: Array, y: Array, radius: Reach, angles: Array) -> tuple[Array, Array]:
    return x + radius.x * np.cos(angles), y + radius.y * np.sin(angles)


def _losses(objective: FormulaObjective, x: Array, y: Array) -> Array:
    """Compute the losses, infinite where they are undefined."""
    losses = objective.losses(x, y)
    return np.where(np.isnan(losses), np.inf, losses)
