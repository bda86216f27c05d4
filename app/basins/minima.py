"""Finding the minima at which paths have ended."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from app.basins.direct_search import RING, at_bottom, lowest_nearby
from app.basins.newton import stationary_points
from app.basins.tolerance import Reach
from app.interruption import checkpoint
from app.objectives.formulas import FormulaObjective
from app.objectives.protocol import Array
from app.objectives.surfaces import Minimum

NONE = -1
SAME = 0.1
"""The share of the reach below which the distance of two minima makes them one."""
CANDIDATES = 1000
"""The number of candidates compared between two checkpoints."""
LEVEL = 1e-6
"""The share of the rise close to a minimum below which a difference of losses counts as zero."""


@dataclass(frozen=True)
class FoundMinima:
    """Minima, and the minimum of each point.

    Attributes:
        minima: the minima, the lowest first, equally low ones from left to right.
        index: the index of the minimum within reach of each point, shape (n,), or `NONE`.
    """

    minima: tuple[Minimum, ...]
    index: NDArray[np.intp]


def find_minima(objective: FormulaObjective, x: Array, y: Array, reach: Reach) -> FoundMinima:
    """Find the minima within reach of the points (x, y), finite and of shape (n,). Saddles and flat ground are none.

    Neighbours, at most half a reach apart, share one search for their minimum.
    """
    checkpoint()
    first, group = _neighbours(x, y, reach)
    checkpoint()
    low_x, low_y, found = _settled(objective, x[first], y[first], reach.scaled(1.5))
    same = _representatives(low_x, low_y, np.flatnonzero(found), reach)[group]
    checkpoint()
    near = np.flatnonzero((same != NONE) & reach.covers(low_x[same] - x, low_y[same] - y))
    distinct, mine = np.unique(same[near], return_inverse=True)
    order = _lowest_first(objective, low_x[distinct], low_y[distinct], reach)
    index = np.full(x.shape, NONE)
    index[near] = np.argsort(order)[mine]
    low_x, low_y = low_x[distinct[order]], low_y[distinct[order]]
    losses = objective.losses(low_x, low_y)
    minima = map(Minimum, low_x.tolist(), low_y.tolist(), losses.tolist())
    return FoundMinima(tuple(minima), index)


def _neighbours(x: Array, y: Array, reach: Reach) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Group neighbours; return the first point of every group, and the group of each point."""
    cells = np.empty(x.shape, dtype=np.complex128)
    with np.errstate(over="ignore"):
        cells.real, cells.imag = np.rint(2 * x / reach.x), np.rint(2 * y / reach.y)
    _, first, group = np.unique(cells, return_index=True, return_inverse=True)
    return first, group


def _settled(objective: FormulaObjective, x: Array, y: Array, reach: Reach) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Descend from each point; return where each comes to rest, and whether that is a minimum within reach."""
    points = stationary_points(objective, x, y, reach)
    found = points.minimum.copy()
    low_x, low_y = np.where(found, points.x, x), np.where(found, points.y, y)
    rest = np.flatnonzero(~(points.minimum | points.other))
    low_x[rest], low_y[rest] = lowest_nearby(objective, x[rest], y[rest], reach)
    found[rest] = reach.covers(low_x[rest] - x[rest], low_y[rest] - y[rest])
    found[rest] &= at_bottom(objective, low_x[rest], low_y[rest], reach)
    rest = rest[found[rest]]
    refined = stationary_points(objective, low_x[rest], low_y[rest], reach.scaled(RING))
    better = rest[refined.minimum]
    low_x[better], low_y[better] = refined.x[refined.minimum], refined.y[refined.minimum]
    return low_x, low_y, found


@np.errstate(over="ignore")
def _representatives(x: Array, y: Array, candidates: NDArray[np.intp], reach: Reach) -> NDArray[np.intp]:
    """Find, for each point, the first candidate at the same minimum; `NONE` for points that are not candidates."""
    representatives = np.full(x.shape, NONE)
    taken: dict[tuple[float, float], int] = {}
    columns, rows = (np.floor(at[candidates]).tolist() for at in (x / (SAME * reach.x), y / (SAME * reach.y)))
    for number, (candidate, column, row) in enumerate(zip(candidates.tolist(), columns, rows, strict=True)):
        if number % CANDIDATES == 0:
            checkpoint()
        around = ((column + right, row + up) for right, up in product((0, -1, 1), repeat=2))
        same = next((taken[cell] for cell in around if cell in taken), candidate)
        taken.setdefault((column, row), same)
        representatives[candidate] = same
    return representatives


@np.errstate(over="ignore", invalid="ignore")
def _lowest_first(objective: FormulaObjective, x: Array, y: Array, reach: Reach) -> NDArray[np.intp]:
    """Sort minima by loss, and equally low ones from left to right; return the order."""
    loss = objective.losses(x, y)
    rise = objective.losses(x + RING * reach.x, y) - loss
    level = np.fmax(LEVEL * np.median(rise), np.spacing(np.abs(loss).max())) if x.size else 1.0
    return np.lexsort((y, np.rint(x / (SAME * reach.x)), np.rint(loss / level)))
