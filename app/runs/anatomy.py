"""The anatomy of a step: what the gradient, memory, scaling, decay and noise each contribute, as vectors that add up.

The parts are found by taking the same step under other circumstances, so that they exist for any rule, typed ones
included:

- *gradient*: the step of plain gradient descent at this learning rate, −lr·∇L;
- *noise*: what the noise of the gradient source adds to that;
- *decay*: the step that the rule takes without gradient and without memory of directions;
- *scaling*: what dividing by past sizes makes of the gradient: the step without memory of directions, less the above;
- *memory*: what the remembered directions add.

A state remembers directions if it changes its sign with that of all gradients and weights (a velocity, a mean of
gradients), and sizes if it does not (a mean of squares).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.engine.array_stepper import learning_rates, updated
from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.kernels import kernel_for
from app.engine.steppers import PlaneState
from app.language.rules import RuleProgram
from app.objectives.protocol import Array

PARTS = ("gradient", "memory", "scaling", "decay", "noise")

_TRIAL_STEPS = 4
_TRIAL_RATE = 0.1


@dataclass(frozen=True)
class Anatomy:
    """A step taken apart; all vectors of shape (2,).

    Attributes:
        step: its number, from 1.
        start: the weights before it.
        gradient: the exact gradient there.
        learning_rate: with the schedule applied.
        parts: the contributions by name, in the order of ``PARTS``; their sum is ``total``.
        total: the whole step.
    """

    step: int
    start: Array
    gradient: Array
    learning_rate: float
    parts: dict[str, Array]
    total: Array


def anatomy(stepper: DescentStepper, before: PlaneState) -> Anatomy:
    """Take apart the step that follows a state, which holds at least the start and has not ended."""
    descent, objective = stepper.descent, stepper.objective
    number = before.entries
    weights = np.array([before.x, before.y])
    slopes, states = kernel_for(objective, descent).remembered(before.carried, descent.program.states)
    given, memory = np.array(slopes), tuple(map(np.array, states))
    exact = objective.gradient(weights)
    rate = learning_rates(descent, stepper.steps)(float(number))
    directed = directed_states(descent.program, tuple(descent.settings.items()))
    forgetful = tuple(
        np.zeros_like(state) if name in directed else state
        for name, state in zip(descent.program.states, memory, strict=True)
    )

    def step(gradient: Array, remembered: tuple[Array, ...]) -> Array:
        after, _ = updated(descent, weights, gradient, remembered, rate, float(number))
        moved: Array = after - weights
        return moved

    with np.errstate(all="ignore"):
        total, scaled, idle = step(given, memory), step(given, forgetful), step(np.zeros_like(given), forgetful)
        decay = np.where(np.isfinite(idle), idle, 0.0)
        parts = {
            "gradient": -rate * exact,
            "memory": total - scaled,
            "scaling": scaled - decay + rate * given,
            "decay": decay,
            "noise": -rate * (given - exact),
        }
    return Anatomy(number, weights, exact, rate, parts, total)


@lru_cache(maxsize=256)
def directed_states(program: RuleProgram, settings: tuple[tuple[str, float], ...]) -> frozenset[str]:
    """The states of a rule that change their sign with that of all gradients and weights, found by trying."""
    descent = DescentConfig(program, _TRIAL_RATE, dict(settings))
    ahead, mirrored = (_states_after_trial(descent, sign) for sign in (1.0, -1.0))
    return frozenset(
        name
        for name, state, opposite in zip(program.states, ahead, mirrored, strict=True)
        if np.array_equal(state, -opposite)
    )


def _states_after_trial(descent: DescentConfig, sign: float) -> tuple[Array, ...]:
    """A rule's states after a few steps with random gradients, from random weights, all times ``sign``."""
    draw = np.random.default_rng(0).standard_normal
    weights: Array = sign * draw(2)
    memory: tuple[Array, ...] = tuple(np.zeros(2) for _ in descent.program.states)
    with np.errstate(all="ignore"):
        for step in range(1, _TRIAL_STEPS + 1):
            weights, memory = updated(descent, weights, sign * draw(2), memory, _TRIAL_RATE, float(step))
    return tuple(np.broadcast_to(state, 2) for state in memory)
