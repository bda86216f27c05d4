"""The stepper of update rules for objectives of any dimension: the same rule texts on numpy arrays."""

from dataclasses import dataclass

import numpy as np

from app.engine.array_gradients import gradient_of
from app.engine.endings import Reason, Stop, find_ending
from app.engine.frames import Frame
from app.engine.gradient_sources import Evaluations
from app.engine.plans import Descent
from app.engine.updates import learning_rate_at, updated
from app.objectives.protocol import Array, Objective


@dataclass(frozen=True)
class ArrayState:
    """How far an optimizer has come; as `app.engine.steppers.State`, with arrays of shape (d,).

    Attributes:
        memory: the rule's state variables in order.
        gradient, gradient_norm: at ``weights``, as the source gave it, and its length.
    """

    entries: int
    ended: Reason | None
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
    descent: Descent
    start: Array
    steps: int
    seed: int
    stop: Stop

    def initial(self) -> ArrayState:
        zeros = tuple(np.zeros_like(self.start) for _ in self.descent.program.states)
        return ArrayState(0, None, self.start, zeros, np.zeros_like(self.start), np.inf, np.inf, np.inf)

    def advance(self, state: ArrayState, budget: int) -> tuple[ArrayState, Frame]:
        """The next entries, at most ``budget`` (≥ 1) of them, from a state that has not ended."""
        first, losses, norms = state.entries, [], []
        with np.errstate(all="ignore"):
            for _ in range(min(budget, self.steps + 1 - first)):
                state = self._next(state)
                losses.append(state.loss)
                norms.append(state.gradient_norm)
                if state.ended:
                    break
        return state, Frame(first, {"loss": losses, "gradient_norm": norms})

    def evaluations(self, steps: int) -> Evaluations:
        """What this many steps cost."""
        return self.descent.gradient.evaluations(steps, self.objective.dimensions)

    def _next(self, state: ArrayState) -> ArrayState:
        """The state one entry further: at the start, or after one more step."""
        weights, memory = (state.weights, state.memory) if state.entries == 0 else self._stepped(state)
        gradient = gradient_of(self.objective, self.descent.gradient, weights, state.entries, self.seed)
        loss = self.objective.loss(weights)
        norm = float(np.linalg.norm(gradient))
        size = float(np.linalg.norm(weights))
        ending = find_ending(([loss], [norm], [size]), (([loss], self.stop.loss), ([norm], self.stop.gradient_norm)))
        ended: Reason | None = ending.reason if ending else "steps" if state.entries >= self.steps else None
        best = loss if loss < state.best_loss else state.best_loss
        return ArrayState(state.entries + 1, ended, weights, memory, gradient, norm, loss, best)

    def _stepped(self, state: ArrayState) -> tuple[Array, tuple[Array, ...]]:
        step = float(state.entries)
        learning_rate = learning_rate_at(self.descent, step, self.steps)
        return updated(self.descent, state.weights, state.gradient, state.memory, learning_rate, step)
