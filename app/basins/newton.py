"""Newton's method from many points at once: nearby zeros of the gradient, and the curvature of the loss there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.basins.tolerance import Reach
from app.interruption import checkpoint
from app.language.compilation import compile_arrays
from app.language.derivatives import hessian
from app.objectives.formulas import VARIABLES, Formula, FormulaObjective
from app.objectives.protocol import Array

MAX_ITERATIONS = 40
CONVERGED = 1e-9
"""The maximum last step, as a share of the reach, of a point that has converged."""
FLATTEST = 1e-12
"""The minimum determinant of a Hessian, as a share of its squared trace, that determines the kind of point."""


@dataclass(frozen=True)
class StationaryPoints:
    """The results of Newton's method from n points; a point that did not converge is neither of the two kinds.

    Attributes:
        x, y: the last points, shape (n,).
        minimum: whether it converged within reach of its start to a point where the loss curves upwards all around.
        other: whether it converged within reach to a saddle or a maximum.
    """

    x: Array
    y: Array
    minimum: NDArray[np.bool_]
    other: NDArray[np.bool_]


def stationary_points(objective: FormulaObjective, x: Array, y: Array, reach: Reach) -> StationaryPoints:
    """Find the points where the gradient vanishes within reach of the points (x, y), shape (n,) each."""
    derivatives = _derivatives(objective.formula)
    from_x, from_y = x, y
    with np.errstate(all="ignore"):
        for _ in range(MAX_ITERATIONS):
            checkpoint()
            gradient_x, gradient_y, xx, xy, yy = np.broadcast_arrays(*derivatives(x, y, *objective.setting_values), x)[
                :5
            ]
            determinant = xx * yy - xy * xy
            step_x = (xy * gradient_y - yy * gradient_x) / determinant
            step_y = (xy * gradient_x - xx * gradient_y) / determinant
            x, y = x + step_x, y + step_y
        at_rest = reach.scaled(CONVERGED).covers(step_x, step_y) & reach.covers(x - from_x, y - from_y)
        trace, shape = xx + yy, determinant / (xx + yy) ** 2
    minimum = at_rest & (shape > FLATTEST) & (trace > 0)
    other = at_rest & (np.abs(shape) > FLATTEST) & ~minimum
    return StationaryPoints(x, y, minimum, other)


@lru_cache(maxsize=256)
def _derivatives(formula: Formula) -> Callable[..., tuple[Any, ...]]:
    """(x, y, *settings) → (∂x, ∂y, ∂xx, ∂xy, ∂yy) of arrays x and y."""
    xx, xy, _, yy = chain.from_iterable(hessian(formula.loss, VARIABLES))
    return compile_arrays((*formula.gradient, xx, xy, yy), VARIABLES, formula.settings)
