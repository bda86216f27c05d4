"""One step of an update rule on arrays of weights, and the learning rate that it is taken with."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from app.engine.plans import Descent
from app.language.compilation import compile_arrays, compile_scalars
from app.language.expressions import Name, names
from app.language.rules import RuleProgram
from app.objectives.protocol import Array
from app.optimizers.schedules import Schedule

Update = Callable[[Array, Array, tuple[Array, ...], float, float], tuple[Array, tuple[Array, ...]]]
"""(weights, gradient, memory, learning rate, number of the step) → weights and memory after it."""


def learning_rates(descent: Descent, steps: int) -> Callable[[float], float]:
    """The learning rate by the number of the step, from 1, in a run of ``steps``."""
    base, settings = descent.learning_rate, tuple(descent.schedule_settings.values())
    if "t" not in names(descent.schedule.learning_rate):
        always = _learning_rate(descent.schedule)(base, 1.0, float(steps), *settings)[0]
        return lambda _: always
    rate = _learning_rate(descent.schedule)
    return lambda step: rate(base, step, float(steps), *settings)[0]


def updated(
    descent: Descent, weights: Array, gradient: Array, memory: tuple[Array, ...], learning_rate: float, step: float
) -> tuple[Array, tuple[Array, ...]]:
    """The weights and the rule's state after a step; all arrays of shape (d,). Call it under ``np.errstate``.

    Args:
        memory: the rule's state variables, in the order of ``descent.program.states``.
        step: the number of the step, from 1.
    """
    return update_of(descent)(weights, gradient, memory, learning_rate, step)


def update_of(descent: Descent) -> Update:
    """The rule of an optimizer as a function, for many steps of the same."""
    update, settings = _update(descent.program, tuple(descent.settings)), tuple(descent.settings.values())

    def advance(
        weights: Array, gradient: Array, memory: tuple[Array, ...], learning_rate: float, step: float
    ) -> tuple[Array, tuple[Array, ...]]:
        after, *remembered = update(weights, gradient, *memory, learning_rate, step, *settings)
        return after, tuple(remembered)

    return advance


@lru_cache(maxsize=256)
def _update(program: RuleProgram, settings: tuple[str, ...]) -> Callable[..., tuple[Any, ...]]:
    """(w, g, *states, lr, t, *settings) → (w, *states) after one step."""
    arrays, scalars = ("w", "g", *program.states), ("lr", "t", *settings)
    after = program.advanced({name: Name(name) for name in (*arrays, *scalars)})
    return compile_arrays([after[name] for name in ("w", *program.states)], arrays, scalars)


@cache
def _learning_rate(schedule: Schedule) -> Callable[..., tuple[float, ...]]:
    """(lr, t, steps, *settings) → the learning rate at step t."""
    return compile_scalars((schedule.learning_rate,), ("lr", "t", "steps", *schedule.setting_names))
