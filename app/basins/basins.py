"""Basins of attraction: which minimum an optimizer reaches from each start, and after how many steps."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from app.basins.minima import NONE, find_minima
from app.basins.tolerance import Reach
from app.engine.ensemble import Ensemble, Paths
from app.interruption import checkpoint
from app.objectives.surfaces import Minimum

REACH = 0.02
"""The distance within which a path counts as at a minimum, as a share of the window's width and height."""
BLOCK = 10_000
"""The maximum number of starts computed together, so that they stay in the processor's cache. Blocks are computed one
after the other: numpy releases the interpreter's lock at every operation, and when an operation is as short as the
waking of a thread, a second thread gains nothing and costs half as much processor time again."""


@dataclass(frozen=True)
class Basins:
    """The basins on a grid; entry [j, i] belongs to the start (x[i], y[j]).

    Attributes:
        minima: the minima that were reached, the lowest first, equally low ones from left to right.
        basin: the index of the minimum within reach of which the path ended; `NONE` if there is none: the path
            diverged, rests on a saddle or on flat ground, or is still moving.
        steps: the number of steps after which the path stayed within reach of that minimum, at the resolution of
            ``every``; `NONE` if it ended at no minimum.
        every: the number of steps between two evaluations of the paths; ``steps`` are multiples of it, or the total.
        reach: the distances along x and along y within which a path counts as at a minimum.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    minima: tuple[Minimum, ...]
    basin: NDArray[np.intp]
    steps: NDArray[np.intp]
    every: int
    reach: Reach


@dataclass(frozen=True)
class BasinStudy:
    """An optimizer started at every point of a grid.

    Attributes:
        x, y: the coordinates of the grid's columns, shape (columns,), and of its rows, shape (rows,), both ascending.
    """

    ensemble: Ensemble
    x: NDArray[np.float64]
    y: NDArray[np.float64]

    def basins(self) -> Basins:
        """Compute the minimum that the path from each start reaches."""
        starts = np.meshgrid(self.x, self.y)
        blocks = ceil(self.x.size * self.y.size / min(BLOCK, self.ensemble.max_starts))
        portions = zip(*(np.array_split(coordinate.ravel(), blocks) for coordinate in starts), strict=True)
        parts = [self.ensemble.paths(x, y) for x, y in portions]
        x, y = (np.concatenate([getattr(part, name) for part in parts]) for name in ("x", "y"))
        finite = np.concatenate([part.finite for part in parts])
        reach = Reach(REACH * np.ptp(self.x), REACH * np.ptp(self.y))
        found = find_minima(self.ensemble.objective, x[finite], y[finite], reach)
        basin = np.full(x.shape, NONE)
        basin[finite] = found.index
        places = np.array([*((minimum.x, minimum.y) for minimum in found.minima), (np.nan, np.nan)])
        goals = np.split(places[basin], np.cumsum([part.x.size for part in parts])[:-1])
        steps = np.concatenate([_arrivals(part, goal, reach) for part, goal in zip(parts, goals, strict=True)])
        steps[basin == NONE] = NONE
        shape = (self.y.size, self.x.size)
        return Basins(
            self.x, self.y, found.minima, basin.reshape(shape), steps.reshape(shape), self.ensemble.every, reach
        )


def _arrivals(paths: Paths, goals: NDArray[np.float64], reach: Reach) -> NDArray[np.intp]:
    """Find the steps at the evaluation from which on each path is within reach of its goal, at the latest the last.

    Args:
        goals: the goal of each path, shape (n, 2).
    """
    off_x, off_y = (np.stack([paths.x, paths.y]) - goals.T).astype(np.float32)
    arrived = np.zeros(paths.x.shape, dtype=np.intp)
    checkpoint()
    for index in range(paths.steps.size - 1):
        far = ~reach.covers(paths.apart_x[index] + off_x, paths.apart_y[index] + off_y)
        np.copyto(arrived, index + 1, where=far)
    return paths.steps[arrived]
