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
"""How near to a minimum counts as there, as a share of the window's width along x and of its height along y."""
BLOCK = 10_000
"""The most starts that are computed together, so few that they stay in the processor's cache. One block follows the
other: numpy lets go of the interpreter's lock at every operation, and at one that is as short as a thread's waking a
second thread gains nothing and takes half as much again of the processor's time."""


@dataclass(frozen=True)
class Basins:
    """The basins on a grid; entry [j, i] belongs to the start (x[i], y[j]).

    Attributes:
        minima: the minima that were reached, the lowest first, equally low ones from left to right.
        basin: the index of the minimum within reach of which the path ended; `NONE` where there is none: the path
            diverged, rests on a saddle or on flat ground, or is still on its way.
        steps: after how many steps the path had come within reach of that minimum and stayed, as far as it was looked
            at; `NONE` where it ended at no minimum.
        every: at how many steps apart the paths were looked at; ``steps`` are multiples of it, or all of them.
        reach: how near counts as there, along x and along y.
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
        """What the paths from all starts come to."""
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
    """The steps at the first look from which on each path is seen within reach of its goal, the last at the latest.

    Args:
        goals: of each path, shape (n, 2).
    """
    off_x, off_y = (np.stack([paths.x, paths.y]) - goals.T).astype(np.float32)
    arrived = np.zeros(paths.x.shape, dtype=np.intp)
    checkpoint()
    for look in range(paths.looks.size - 1):
        far = ~reach.covers(paths.apart_x[look] + off_x, paths.apart_y[look] + off_y)
        np.copyto(arrived, look + 1, where=far)
    return paths.looks[arrived]
