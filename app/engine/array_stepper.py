"""One step of an update rule on arrays of weights, and the learning rate that it is taken with."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

import numpy as np

from app.engine.config import DescentConfig
from app.engine.endings import Reason, Stop, first_not_finite
from app.engine.gradient_sources import Evaluations, GradientSource, Minibatch, Noisy, Numeric
from app.engine.randomness import batch_rows, rows
from app.engine.steppers import Frame
from app.interruption import checkpoint, computed_once
from app.language.compilation import compile_arrays, compile_scalars
from app.language.expressions import Name, names
from app.language.rules import RuleProgram
from app.objectives.protocol import Array, FiniteSum, Objective
from app.optimizers.schedules import Schedule

Update = Callable[[Array, Array, tuple[Array, ...], float, float], tuple[Array, tuple[Array, ...]]]
"""(weights, gradient, memory, learning rate, number of the step) → weights and memory after it."""


def learning_rates(descent: DescentConfig, steps: int) -> Callable[[float], float]:
    """The learning rate by the number of the step, from 1, in a run of ``steps``."""
    base, settings = descent.learning_rate, tuple(descent.schedule_settings.values())
    if "t" not in names(descent.schedule.learning_rate):
        always = _learning_rate(descent.schedule)(base, 1.0, float(steps), *settings)[0]
        return lambda _: always
    rate = _learning_rate(descent.schedule)
    return lambda step: rate(base, step, float(steps), *settings)[0]


def updated(
    descent: DescentConfig,
    weights: Array,
    gradient: Array,
    memory: tuple[Array, ...],
    learning_rate: float,
    step: float,
) -> tuple[Array, tuple[Array, ...]]:
    """The weights and the rule's state after a step; all arrays of shape (d,). Call it under ``np.errstate``.

    Args:
        memory: the rule's state variables, in the order of ``descent.program.states``.
        step: the number of the step, from 1.
    """
    return update_of(descent)(weights, gradient, memory, learning_rate, step)


def update_of(descent: DescentConfig) -> Update:
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


def loss_and_gradient(
    objective: Objective, source: GradientSource, weights: Array, entry: int, seed: int
) -> tuple[float, Array]:
    """The loss at ``weights`` (shape (d,)) and the gradient there as a source gives it at an entry of the path.

    Minibatches are for finite sums only; the loss is then the batch's.
    """
    match source:
        case Numeric(h):
            return objective.loss(weights), central_difference(objective, weights, h)
        case Noisy(sigma):
            loss, exact = objective.loss_and_gradient(weights)
            checkpoint()
            noise = rows(seed, "noise", "normal", entry, 1, weights.size)[0].astype(weights.dtype)
            return loss, exact + sigma * noise
        case Minibatch(size):
            examples = cast(FiniteSum, objective)
            return examples.batch_loss_and_gradient(weights, batch_rows(seed, entry, size, examples.count))
    return objective.loss_and_gradient(weights)


def central_difference(objective: Objective, weights: Array, h: float) -> Array:
    """(L(w + h) − L(w − h)) / 2h along each of the d coordinates: 2·d losses."""
    slopes = np.empty_like(weights)
    moved = weights.copy()
    for index, weight in enumerate(weights):
        checkpoint()
        moved[index] = weight + h
        ahead = objective.loss(moved)
        moved[index] = weight - h
        slopes[index] = (ahead - objective.loss(moved)) / (2 * h)
        moved[index] = weight
    return slopes


@dataclass(frozen=True)
class ArrayState:
    """How far an optimizer has come; as `app.engine.steppers.State`, with arrays of shape (d,).

    Attributes:
        memory: the rule's state variables in order.
        gradient, gradient_norm: at ``weights``, as the source gave it, and its length.
    """

    entries: int
    ended: Reason | None
    not_finite: str | None
    weights: Array
    memory: tuple[Array, ...]
    gradient: Array
    gradient_norm: float
    loss: float
    best_loss: float


@dataclass(frozen=True)
class ArrayStepper:
    """Advances an update rule on any objective. Columns: ``loss, gradient_norm``.

    Attributes:
        start: the initial weights, shape (d,); their dtype is that of the whole computation.
    """

    objective: Objective
    descent: DescentConfig
    start: Array
    steps: int
    seed: int
    stop: Stop

    def initial(self) -> ArrayState:
        zeros = tuple(np.zeros_like(self.start) for _ in self.descent.program.states)
        return ArrayState(0, None, None, self.start, zeros, np.zeros_like(self.start), np.inf, np.inf, np.inf)

    def advance(self, state: ArrayState, budget: int) -> tuple[ArrayState, Frame]:
        """The next entries, at most ``budget`` (≥ 1) of them, from a state that has not ended."""
        weights, memory, gradient, best = state.weights, state.memory, state.gradient, state.best_loss
        update, rate = update_of(self.descent), learning_rates(self.descent, self.steps)
        losses: list[float] = []
        norms: list[float] = []
        ended: Reason | None = None
        not_finite: str | None = None
        entries = range(state.entries, min(state.entries + budget, self.steps + 1))
        with np.errstate(all="ignore"):
            for entry in entries:
                if entry > 0:
                    weights, memory = update(weights, gradient, memory, rate(float(entry)), float(entry))
                loss, gradient = loss_and_gradient(self.objective, self.descent.gradient, weights, entry, self.seed)
                norm = math.sqrt(gradient.dot(gradient))
                losses.append(loss)
                norms.append(norm)
                best = loss if loss < best else best
                ended, not_finite = self._ending(entry, loss, norm, weights)
                if ended:
                    break
        after = ArrayState(
            entries.start + len(losses), ended, not_finite, weights, memory, gradient, norms[-1], losses[-1], best
        )
        return after, Frame(entries.start, {"loss": losses, "gradient_norm": norms})

    def evaluations(self, steps: int) -> Evaluations:
        """The cost of this many steps."""
        return self.descent.gradient.evaluations(steps, self.objective.dimensions)

    def _ending(self, entry: int, loss: float, norm: float, weights: Array) -> tuple[Reason | None, str | None]:
        """Why the path ends at an entry, if it does, and which number is not finite."""
        square = float(weights.dot(weights))
        total = square + loss + norm
        if not math.isfinite(total):
            return "diverged", first_not_finite({"weights": square, "loss": loss, "gradient_norm": total})
        if loss <= self._lowest or norm <= self._shortest:
            return "converged", None
        return ("steps" if entry >= self.steps else None), None

    @computed_once
    def _lowest(self) -> float:
        return -math.inf if self.stop.loss is None else self.stop.loss

    @computed_once
    def _shortest(self) -> float:
        return -math.inf if self.stop.gradient_norm is None else self.stop.gradient_norm
