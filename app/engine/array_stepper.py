"""The stepper of update rules for objectives of any dimension: the same rule texts on numpy arrays."""

import math
from dataclasses import dataclass

import numpy as np

from app.engine.array_gradients import loss_and_gradient
from app.engine.endings import Reason, Stop
from app.engine.frames import Frame
from app.engine.gradient_sources import Evaluations
from app.engine.plans import Descent
from app.engine.updates import learning_rates, update_of
from app.interruption import computed_once
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
        weights, memory, gradient, best = state.weights, state.memory, state.gradient, state.best_loss
        update, rate = update_of(self.descent), learning_rates(self.descent, self.steps)
        losses: list[float] = []
        norms: list[float] = []
        ended: Reason | None = None
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
                ended = self._ending(entry, loss, norm, weights)
                if ended:
                    break
        after = ArrayState(entries.start + len(losses), ended, weights, memory, gradient, norms[-1], losses[-1], best)
        return after, Frame(entries.start, {"loss": losses, "gradient_norm": norms})

    def evaluations(self, steps: int) -> Evaluations:
        """What this many steps cost."""
        return self.descent.gradient.evaluations(steps, self.objective.dimensions)

    def _ending(self, entry: int, loss: float, norm: float, weights: Array) -> Reason | None:
        """Why the path ends at an entry; None where it goes on. A sum that is finite vouches for all that it sums."""
        if not math.isfinite(loss + norm + weights.dot(weights)):
            return "diverged"
        if loss <= self._lowest or norm <= self._shortest:
            return "converged"
        return "steps" if entry >= self.steps else None

    @computed_once
    def _lowest(self) -> float:
        return -math.inf if self.stop.loss is None else self.stop.loss

    @computed_once
    def _shortest(self) -> float:
        return -math.inf if self.stop.gradient_norm is None else self.stop.gradient_norm
