"""The stepper of searches for objectives of any dimension: guess, and keep the best (lecture point S2)."""

import math
from dataclasses import dataclass

from app.engine.endings import Reason, Stop
from app.engine.frames import Frame
from app.engine.gradient_sources import Evaluations
from app.engine.plans import Searching
from app.engine.randomness import rows
from app.interruption import checkpoint
from app.objectives.protocol import Array, Objective


@dataclass(frozen=True)
class ArraySearchState:
    """How far a search has come; as `app.engine.steppers.State`, with the best weights so far and their loss."""

    entries: int
    ended: Reason | None
    weights: Array
    loss: float
    best_loss: float


@dataclass(frozen=True)
class ArraySearchStepper:
    """Advances a search. Columns: ``loss`` of the best weights so far, ``gradient_norm`` (None), ``tried_loss``.

    Random search draws weights from the distribution that random starts come from; local search adds to the best ones.

    Attributes:
        start: the first weights, (d,); their dtype is that of the whole computation.
        spread: the standard deviation of each weight at a random start, (d,).
    """

    objective: Objective
    searching: Searching
    start: Array
    spread: Array
    steps: int
    seed: int
    stop: Stop

    def initial(self) -> ArraySearchState:
        return ArraySearchState(0, None, self.start, math.inf, math.inf)

    def advance(self, state: ArraySearchState, budget: int) -> tuple[ArraySearchState, Frame]:
        """The next entries, at most ``budget`` (≥ 1) of them, from a state that has not ended."""
        best, lowest = state.weights, state.loss
        kept: list[float] = []
        tried: list[float] = []
        ended: Reason | None = None
        for entry in range(state.entries, min(state.entries + budget, self.steps + 1)):
            checkpoint()
            guess = self._guess(best, entry) if entry > 0 else self.start
            checkpoint()
            loss = self.objective.loss(guess)
            if loss < lowest:
                best, lowest = guess, loss
            kept.append(lowest)
            tried.append(loss)
            if self.stop.loss is not None and lowest <= self.stop.loss:
                ended = "converged"
                break
            ended = "steps" if entry >= self.steps else None
        after = ArraySearchState(state.entries + len(kept), ended, best, lowest, lowest)
        return after, Frame(state.entries, {"loss": kept, "gradient_norm": [None] * len(kept), "tried_loss": tried})

    def evaluations(self, steps: int) -> Evaluations:
        """What this many steps cost: keeping the best takes the loss of the start as well."""
        return Evaluations(steps + 1, 0)

    def _guess(self, best: Array, entry: int) -> Array:
        search = self.searching.search.id
        draw = rows(self.seed, search, "normal", entry - 1, 1, best.size)[0]
        guess: Array = self.spread * draw if search == "random_search" else best + self._scale * draw
        return guess.astype(self.start.dtype)

    @property
    def _scale(self) -> float:
        return self.searching.settings["scale"]
