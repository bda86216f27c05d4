"""The stepper of update rules in the plane: a fused scalar loop."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.engine.config import DescentConfig
from app.engine.endings import Reason, Stop, find_ending
from app.engine.gradient_sources import Evaluations
from app.engine.kernels import RECORDED, Kernel, kernel_for, parameter_values
from app.engine.randomness import rows
from app.engine.steppers import Frame, PlaneState
from app.interruption import checkpoint
from app.language.recurrence import Advance, Advanced
from app.objectives.formulas import VARIABLES, FormulaObjective

PART_OPERATIONS = 1 << 18
"""Operations on Python floats in one part of a loop, which takes 3 to 30 ms."""

CAREFUL_PART_OPERATIONS = 1 << 12
"""The same for the careful loop, in which an operation may take many times as long."""


@dataclass(frozen=True)
class DescentStepper:
    """Advances an update rule.

    Columns: ``x, y, loss, gradient_norm``, of the gradient that the rule was given; NaN where the loss is not finite.

    Attributes:
        steps: how many steps to take at most.
        seed: of the noise, where the gradient source has any.
    """

    objective: FormulaObjective
    descent: DescentConfig
    start: tuple[float, float]
    steps: int
    seed: int
    stop: Stop

    def initial(self) -> PlaneState:
        return PlaneState(0, None, None, *self.start, math.inf, math.inf, ())

    def advance(self, state: PlaneState, budget: int) -> tuple[PlaneState, Frame]:
        kernel = kernel_for(self.objective, self.descent)
        parameters = parameter_values(self.objective, self.descent, self.steps)
        count = min(budget, self.steps + 1 - state.entries)
        inputs = self._inputs(kernel, state.entries, count)
        if state.entries == 0:
            carried, columns = self._opened(kernel, parameters, inputs)
            if count > 1:
                carried, more = _loop(kernel, count - 1, carried, parameters, tuple(i[1:] for i in inputs))
                columns = tuple(first + rest for first, rest in zip(columns, more, strict=True))
        else:
            carried, columns = _loop(kernel, count, state.carried, parameters, inputs)
        return self._after(state, carried, columns)

    @property
    def operations(self) -> int:
        return kernel_for(self.objective, self.descent).operations

    def evaluations(self, steps: int) -> Evaluations:
        return self.descent.gradient.evaluations(steps, len(VARIABLES))

    def _inputs(self, kernel: Kernel, first: int, count: int) -> tuple[list[float], ...]:
        """The random numbers of the entries from ``first`` on, a list for each input of the kernel."""
        names = kernel.recurrence.inputs
        if not names:
            return ()
        table = rows(self.seed, "noise", "normal", first, count, len(names))
        return tuple(column.tolist() for column in table.T)

    def _opened(
        self, kernel: Kernel, parameters: tuple[float, ...], inputs: tuple[list[float], ...]
    ) -> tuple[tuple[float, ...], tuple[list[float], ...]]:
        """The carried values at the start, and its entry."""
        loss, norm, *slopes = kernel.opening(*self.start, *parameters, *(column[0] for column in inputs))
        columns = ([self.start[0]], [self.start[1]], [loss], [norm])
        return kernel.carried(self.start, slopes), columns

    def _after(
        self, state: PlaneState, carried: tuple[float, ...], columns: tuple[list[float], ...]
    ) -> tuple[PlaneState, Frame]:
        """The state after a batch of entries, and its frame, both cut where the optimizer ends."""
        _, _, loss, norm = columns
        ending = find_ending(
            dict(zip(RECORDED, columns, strict=True)), ((loss, self.stop.loss), (norm, self.stop.gradient_norm))
        )
        if ending is not None:
            columns = tuple(column[: ending.index + 1] for column in columns)
        xs, ys, losses, norms = columns
        if not math.isfinite(losses[-1]):
            norms[-1] = math.nan
        entries = state.entries + len(xs)
        ended: Reason | None = ending.reason if ending else "steps" if entries > self.steps else None
        finite = losses[:-1] if ended == "diverged" and not math.isfinite(losses[-1]) else losses
        best = min(state.best_loss, min(finite, default=math.inf))
        not_finite = ending.not_finite if ending else None
        after = PlaneState(entries, ended, not_finite, xs[-1], ys[-1], losses[-1], best, () if ended else carried)
        return after, Frame(state.entries, dict(zip(RECORDED, columns, strict=True)))


def _loop(
    kernel: Kernel,
    count: int,
    carried: tuple[float, ...],
    parameters: tuple[float, ...],
    inputs: tuple[list[float], ...],
) -> Advanced:
    """Take ``count`` steps: part by part with the fast loop, or with the careful one where a fault stops that."""

    def fast(
        count: int, carried: tuple[float, ...], parameters: tuple[float, ...], inputs: tuple[Sequence[float], ...]
    ) -> Advanced:
        try:
            return kernel.fast(count, carried, parameters, inputs)
        except (ArithmeticError, ValueError):
            steps = CAREFUL_PART_OPERATIONS // kernel.operations
            return _in_parts(kernel.careful, steps, count, carried, parameters, inputs)

    return _in_parts(fast, PART_OPERATIONS // kernel.operations, count, carried, parameters, inputs)


def _in_parts(
    advance: Advance,
    steps: int,
    count: int,
    carried: tuple[float, ...],
    parameters: tuple[float, ...],
    inputs: tuple[Sequence[float], ...],
) -> Advanced:
    """Take ``count`` ≥ 1 steps of a loop, some at a time, with a checkpoint before each part."""
    columns: tuple[list[float], ...] = ()
    for first in range(0, count, max(1, steps)):
        checkpoint()
        some = slice(first, min(count, first + max(1, steps)))
        carried, more = advance(some.stop - first, carried, parameters, tuple(column[some] for column in inputs))
        if not columns:
            columns = more
            continue
        for column, rest in zip(columns, more, strict=True):
            column += rest
    return carried, columns
