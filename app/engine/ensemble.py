"""Ensembles: one optimizer from many starts at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.config import DescentConfig
from app.engine.kernels import TOTAL, kernel_for, parameter_values
from app.engine.randomness import rows
from app.interruption import checkpoint
from app.language.arrays import PART_COST
from app.objectives.formulas import VARIABLES, FormulaObjective
from app.objectives.protocol import Array

MAX_RECORDS = 100
"""How often an ensemble's paths are recorded, the start aside."""


@dataclass(frozen=True)
class Paths:
    """Where n paths went, in c records.

    Attributes:
        steps: the steps taken at each record, shape (c,): 0 first, all of them last.
        x, y: where the paths ended, shape (n,).
        apart_x, apart_y: how far from its end each path was at each record, shape (c, n).
        finite: whether a path's points, losses and gradients were finite to the end, shape (n,).
    """

    steps: NDArray[np.intp]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    apart_x: NDArray[np.float32]
    apart_y: NDArray[np.float32]
    finite: NDArray[np.bool_]


@dataclass(frozen=True)
class Ensemble:
    """One optimizer, to be started at many points; each path is that of a `DescentStepper` from there.

    Attributes:
        steps: how many steps each path takes.
        seed: of the noise, where the gradient source has any; all paths meet the same.
    """

    objective: FormulaObjective
    descent: DescentConfig
    steps: int
    seed: int

    @property
    def step_cost(self) -> int:
        """About how many additions of numbers take as long as a step of one path."""
        return kernel_for(self.objective, self.descent).array_cost

    @property
    def max_starts(self) -> int:
        """How many starts can be computed together without a step of all of them taking long."""
        return max(1, PART_COST // self.step_cost)

    @property
    def every(self) -> int:
        """The number of steps from one record of the paths to the next."""
        return ceil(self.steps / MAX_RECORDS)

    def paths(self, x: Array, y: Array) -> Paths:
        """The paths from the starts (x, y), both of shape (n,)."""
        recorded = np.append(np.arange(0, self.steps, self.every), self.steps)
        places = np.empty((len(VARIABLES), recorded.size, x.size))
        with np.errstate(all="ignore"):
            for record, values in enumerate(self._values(x, y, recorded.tolist())):
                places[0, record], places[1, record] = values["x"], values["y"]
            ends = places[:, -1].copy()
            apart = np.subtract(
                places, ends[:, np.newaxis], out=np.empty(places.shape, np.float32), casting="same_kind"
            )
        finite = np.isfinite(ends).all(axis=0) & np.isfinite(values[TOTAL])
        return Paths(recorded, ends[0], ends[1], apart[0], apart[1], finite)

    def _values(self, x: Array, y: Array, recorded: list[int]) -> Iterator[dict[str, Any]]:
        """Yield the values that the loop carries at each recorded step, by name; the arrays change as it goes on."""
        kernel = kernel_for(self.objective, self.descent)
        loop, parameters = kernel.arrays, parameter_values(self.objective, self.descent, self.steps)
        inputs = self._inputs(len(kernel.recurrence.inputs))
        opening = kernel.array_opening(x, y, *parameters, *(column[0] for column in inputs))
        carried = kernel.array_carried((x, y), opening)
        scratch = [np.empty(x.size) for _ in range(loop.scratch)]
        yield dict(zip(loop.carried, carried, strict=True))
        at_once = max(1, self.max_starts // x.size)
        for before, after in pairwise(recorded):
            for first in range(before, after, at_once):
                checkpoint()
                last = min(after, first + at_once)
                portion = tuple(column[first + 1 : last + 1] for column in inputs)
                carried = loop.advance(last - first, carried, scratch, parameters, portion)
            yield dict(zip(loop.carried, carried, strict=True))

    def _inputs(self, columns: int) -> list[list[float]]:
        """The random numbers of all entries, the start's first, a list for each input of the kernel."""
        if columns == 0:
            return []
        table = rows(self.seed, "noise", "normal", 0, self.steps + 1, columns)
        return [column.tolist() for column in table.T]
