"""The convergence rate of a rule on a quadratic, derived from the rule's own text.

Along an eigenvector of the Hessian the gradient is the curvature λ times the distance. So a rule that is linear in the
weight, the gradient and its state multiplies distance and state by the same matrix at each step, and in the long run
each step multiplies the distance by the spectral radius of that matrix: |1 − αλ| for gradient descent, the largest root
of z² − (1 + β − αλ)z + β for momentum, of z² − (1 + β)(1 − αλ)z + β(1 − αλ) for Nesterov's. After Goh 2017, "Why
momentum really works", https://distill.pub/2017/momentum/.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import chain

import numpy as np

from app.engine.config import DescentConfig, OptimizerConfig
from app.engine.gradient_sources import Noisy
from app.language.compilation import compile_scalars
from app.language.derivatives import gradient
from app.language.expressions import Name, Operation, names
from app.language.rules import RuleProgram
from app.objectives.protocol import Array
from app.optimizers.schedules import SCHEDULES
from app.sweeps.quadratics import Quadratic, degree

# The language has no names with two underscores, so these never collide with a rule's names.
CURVATURE, DISTANCE, MINIMUM = "curvature__", "distance__", "minimum__"


def contraction(config: OptimizerConfig, quadratic: Quadratic) -> float | None:
    """The factor by which a step multiplies the distance to the stationary point in the long run, at its slowest.

    Above 1 the distance grows. None where this theory does not apply: searches, learning rates with a schedule, noisy
    gradients, losses that are flat in some direction, and rules that are not linear, read the step number or do not
    rest where the gradient is zero (such as those with weight decay).
    """
    if (
        not isinstance(config, DescentConfig)
        or isinstance(config.gradient, Noisy)
        or config.schedule is not SCHEDULES["constant"]
    ):
        return None
    coefficients = _coefficients(config.program, tuple(config.settings))
    if coefficients is None or 0.0 in quadratic.curvatures:
        return None
    constants = (config.learning_rate, *config.settings.values())
    size = 1 + len(config.program.states)
    rows = np.array([coefficients(curvature, *constants) for curvature in quadratic.curvatures]).reshape(2, size, -1)
    if not np.isfinite(rows).all() or not _rests_at_the_minimum(rows):
        return None
    return float(np.abs(np.linalg.eigvals(rows[:, :, :size])).max())


def _rests_at_the_minimum(rows: Array) -> bool:
    """Whether a step from the minimum with zero state stays there, wherever the minimum lies."""
    by_minimum, constant = rows[..., -2], rows[..., -1]
    return bool((by_minimum == np.eye(rows.shape[1])[0]).all() and (constant == 0.0).all())


@lru_cache(maxsize=256)
def _coefficients(program: RuleProgram, settings: tuple[str, ...]) -> Callable[..., tuple[float, ...]] | None:
    """Compile (curvature, lr, *settings) → a row for the weight and each state after a step; None for a nonlinear rule.

    The entries of a row multiply the distance to the minimum, each state, and the position of the minimum; the last one
    is a constant term.
    """
    variables = (DISTANCE, *program.states, MINIMUM)
    constants = (CURVATURE, "lr", *settings)
    bindings = {name: Name(name) for name in (*program.states, "lr", *settings, "t")}
    place = Operation("add", (Name(DISTANCE), Name(MINIMUM)))
    scaled = Operation("multiply", (Name(CURVATURE), Name(DISTANCE)))
    after = program.advanced({**bindings, "w": place, "g": scaled}).values()
    if "t" in names(*after) or any(degree(value, variables) > 1 for value in after):
        return None
    rows = chain.from_iterable((*gradient(value, variables), value) for value in after)
    at = compile_scalars(tuple(rows), (*constants, *variables))
    return lambda *values: at(*values, *(0.0 for _ in variables))
