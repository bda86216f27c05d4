"""The stepper of searches in the plane: guess, and keep the best (lecture point S2)."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from app.engine.config import SearchConfig
from app.engine.endings import Reason, Stop, find_ending
from app.engine.gradient_sources import Evaluations
from app.engine.randomness import rows
from app.engine.steppers import Column, Frame, PlaneState
from app.interruption import checkpoint
from app.language.compilation import compile_scalars
from app.language.costs import operations
from app.language.expressions import Expression, Name, substitute
from app.objectives.formulas import VARIABLES, Formula, FormulaObjective
from app.objectives.protocol import Array, Objective
from app.optimizers.searches import Search

PART_OPERATIONS = 1 << 12
"""Operations between two checkpoints, each of which may be a fault that takes microseconds."""


@dataclass(frozen=True)
class SearchStepper:
    """Advances a search. Columns: ``x, y, loss`` of the best point so far, ``gradient_norm`` (None), and the guesses
    themselves as ``tried_x, tried_y`` (entry 0: the start). A guess whose loss is not a finite number is never kept."""

    objective: FormulaObjective
    searching: SearchConfig
    start: tuple[float, float]
    steps: int
    seed: int
    stop: Stop

    def initial(self) -> PlaneState:
        return PlaneState(0, None, None, *self.start, math.inf, math.inf, ())

    def advance(self, state: PlaneState, budget: int) -> tuple[PlaneState, Frame]:
        count = min(budget, self.steps + 1 - state.entries)
        if state.entries > 0:
            columns = self._guesses((state.x, state.y, state.loss), state.entries, count)
        else:
            start = (*self.start, self._loss(*self.start))
            guesses = self._guesses(start, 1, count - 1)
            columns = tuple([value, *column] for value, column in zip((*start, *self.start), guesses, strict=True))
        return self._after(state, columns)

    @property
    def operations(self) -> int:
        return _operations(self.objective.formula, self.searching.search)

    def evaluations(self, steps: int) -> Evaluations:
        # Keeping the best takes the loss of the start as well.
        return Evaluations(steps + 1, 0)

    def _loss(self, x: float, y: float) -> float:
        return self.objective.formula.scalars(x, y, *self.objective.setting_values)[0]

    def _guesses(self, best: tuple[float, float, float], first: int, count: int) -> tuple[list[float], ...]:
        """The columns x, y, loss, tried_x, tried_y of ``count`` guesses, the first of which is entry ``first``."""
        if count == 0:
            return [], [], [], [], []
        search, domain = self.searching.search, self.objective.domain
        draws = rows(self.seed, search.id, search.distribution, first - 1, count, len(VARIABLES))
        guess = _guess(self.objective.formula, search)
        bounds = (domain.x.low, domain.x.high, domain.y.low, domain.y.high)
        settings = (*self.searching.settings.values(), *self.objective.setting_values)
        x, y, lowest = best
        kept, tried = [], []
        at_once = max(1, PART_OPERATIONS // self.operations)
        for first_of_part in range(0, count, at_once):
            checkpoint()
            for draw_x, draw_y in draws[first_of_part : first_of_part + at_once].tolist():
                guess_x, guess_y, loss = guess(x, y, draw_x, draw_y, *bounds, *settings)
                if -math.inf < loss < lowest:
                    x, y, lowest = guess_x, guess_y, loss
                kept.append((x, y, lowest))
                tried.append((guess_x, guess_y))
        return tuple(map(list, (*zip(*kept, strict=True), *zip(*tried, strict=True))))

    def _after(self, state: PlaneState, columns: tuple[list[float], ...]) -> tuple[PlaneState, Frame]:
        """The state after a batch of entries, and its frame, both cut where the search ends."""
        losses = columns[2]
        ending = find_ending({"loss": losses}, [(losses, self.stop.loss)])
        if ending is not None:
            columns = tuple(column[: ending.index + 1] for column in columns)
        xs, ys, losses, tried_x, tried_y = columns
        entries = state.entries + len(xs)
        ended: Reason | None = ending.reason if ending else "steps" if entries > self.steps else None
        after = PlaneState(
            entries, ended, ending.not_finite if ending else None, xs[-1], ys[-1], losses[-1], losses[-1], ()
        )
        frame: dict[str, Column] = {"x": xs, "y": ys, "loss": losses, "gradient_norm": [None] * len(xs)}
        return after, Frame(state.entries, {**frame, "tried_x": tried_x, "tried_y": tried_y})


@lru_cache(maxsize=256)
def _operations(formula: Formula, search: Search) -> int:
    """How many operations a guess takes."""
    return operations(formula.loss, search.candidate)


@lru_cache(maxsize=256)
def _guess(formula: Formula, search: Search) -> Callable[..., tuple[float, ...]]:
    """The guess from (x, y, u by x, u by y, bounds of x, bounds of y, the search's settings, the objective's).

    It returns the x and y guessed and the loss there.
    """
    bounds = {variable: (f"low__{variable}", f"high__{variable}") for variable in VARIABLES}
    guesses: dict[str, Expression] = {}
    for variable, (low, high) in bounds.items():
        reads = {"w": variable, "u": f"draw__{variable}", "low": low, "high": high}
        guesses[variable] = substitute(search.candidate, {name: Name(read) for name, read in reads.items()})
    renamed = {name: Name(f"objective__{name}") for name in formula.settings}
    loss = substitute(formula.loss, {**renamed, **guesses})
    draws = (f"draw__{variable}" for variable in VARIABLES)
    settings = (*search.setting_names, *(f"objective__{name}" for name in formula.settings))
    parameters = (*VARIABLES, *draws, *chain.from_iterable(bounds.values()), *settings)
    return compile_scalars((*guesses.values(), loss), parameters)


@dataclass(frozen=True)
class ArraySearchState:
    """How far a search has come; as `app.engine.steppers.State`, with the best weights so far and their loss."""

    entries: int
    ended: Reason | None
    not_finite: None
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
    searching: SearchConfig
    start: Array
    spread: Array
    steps: int
    seed: int
    stop: Stop

    def initial(self) -> ArraySearchState:
        return ArraySearchState(0, None, None, self.start, math.inf, math.inf)

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
        after = ArraySearchState(state.entries + len(kept), ended, None, best, lowest, lowest)
        return after, Frame(state.entries, {"loss": kept, "gradient_norm": [None] * len(kept), "tried_loss": tried})

    def evaluations(self, steps: int) -> Evaluations:
        """The cost of this many steps: keeping the best takes the loss of the start as well."""
        return Evaluations(steps + 1, 0)

    def _guess(self, best: Array, entry: int) -> Array:
        search = self.searching.search.id
        draw = rows(self.seed, search, "normal", entry - 1, 1, best.size)[0]
        guess: Array = self.spread * draw if search == "random_search" else best + self._scale * draw
        return guess.astype(self.start.dtype)

    @property
    def _scale(self) -> float:
        return self.searching.settings["scale"]
