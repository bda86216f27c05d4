"""One step of an update rule on arrays of weights, and the learning rate that it is taken with."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from app.engine.plans import Descent
from app.language.compilation import compile_arrays, compile_scalars
from app.language.expressions import Name
from app.language.rules import RuleProgram
from app.objectives.protocol import Array
from app.optimizers.schedules import Schedule


def learning_rate_at(descent: Descent, step: float, steps: int) -> float:
    """The learning rate of a step, counted from 1, in a run of ``steps``."""
    rate = _learning_rate(descent.schedule)
    return rate(descent.learning_rate, step, float(steps), *descent.schedule_settings.values())[0]


def updated(
    descent: Descent, weights: Array, gradient: Array, memory: tuple[Array, ...], learning_rate: float, step: float
) -> tuple[Array, tuple[Array, ...]]:
    """The weights and the rule's state after a step; all arrays of shape (d,). Call it under ``np.errstate``.

    Args:
        memory: the rule's state variables, in the order of ``descent.program.states``.
        step: the number of the step, from 1.
    """
    update = _update(descent.program, tuple(descent.settings))
    after, *remembered = update(weights, gradient, *memory, learning_rate, step, *descent.settings.values())
    return after, tuple(remembered)


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
