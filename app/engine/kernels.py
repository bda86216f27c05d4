"""Kernels: an update rule, a loss, a gradient source and a schedule compiled into one scalar loop.

The rule is written out once for each coordinate, its ``lr`` replaced by the schedule; the loss and the gradient are
taken at the new point. What results is a recurrence of a few floats, which `app.language.recurrence` compiles.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from app.engine.config import DescentConfig
from app.engine.gradient_sources import gradient_expressions, noise_inputs
from app.interruption import computed_once
from app.language.array_recurrence import ArrayLoop, Carried, compile_array_recurrence
from app.language.compilation import compile_arrays, compile_scalars
from app.language.costs import array_cost, operations
from app.language.dialects import CAREFUL, FAST
from app.language.expressions import Expression, Name, Number, Operation, names, operands, substitute
from app.language.operations import CONSTANTS
from app.language.recurrence import Advance, Recurrence, compile_recurrence
from app.language.rules import RuleProgram
from app.objectives.formulas import VARIABLES, Formula, FormulaObjective
from app.objectives.protocol import Array
from app.optimizers.schedules import Schedule

STEP_COUNT = "steps__taken"
RECORDED = ("x", "y", "loss", "gradient_norm")
TOTAL = "total__so_far"


@dataclass(frozen=True)
class Kernel:
    """A compiled loop for one kind of optimizer on one formula; the values of all settings are handed to it.

    Attributes:
        recurrence: carries x, y, the gradient, the rule's state and, if it is needed, the number of steps taken.
        start: the loss, the gradient norm, the gradient by x and the gradient by y at a point.
    """

    recurrence: Recurrence
    start: tuple[Expression, ...]

    @computed_once
    def opening(self) -> Callable[..., tuple[float, ...]]:
        """(x, y, *parameters, *inputs) → (loss, gradient norm, gradient by x, gradient by y) at the start."""
        return compile_scalars(self.start, (*VARIABLES, *self._constants))

    @computed_once
    def array_opening(self) -> Callable[..., tuple[Any, ...]]:
        """The same for arrays x and y."""
        return compile_arrays(self.start, VARIABLES, self._constants)

    @computed_once
    def fast(self) -> Advance:
        """The loop that raises ArithmeticError or ValueError at a fault."""
        return compile_recurrence(self.recurrence, FAST)

    @computed_once
    def careful(self) -> Advance:
        """The loop that answers as IEEE 754 does, with the same numbers wherever `fast` does not raise."""
        return compile_recurrence(self.recurrence, CAREFUL)

    @computed_once
    def arrays(self) -> ArrayLoop:
        """The loop over many starts: it records nothing, but carries a total over all entries.

        That of losses and squared gradient norms: if it is a finite number, so is each of them.
        """
        _, _, loss, norm = self.recurrence.recorded
        (squared_norm,) = operands(norm)
        total = Operation("add", (Name(TOTAL), Operation("add", (loss, squared_norm))))
        watched = replace(self.recurrence, carried=(*self.recurrence.carried, (TOTAL, total)), recorded=())
        return compile_array_recurrence(watched, (*VARIABLES, *map(_slope, VARIABLES), TOTAL))

    @computed_once
    def operations(self) -> int:
        """How many operations a step takes."""
        return operations(*self._values)

    @computed_once
    def array_cost(self) -> int:
        """About how many additions of arrays take as long as a step of `arrays`."""
        return array_cost(*self._values)

    @property
    def _values(self) -> Iterator[Expression]:
        """The recurrence that is computed at each step."""
        yield from (value for _, value in self.recurrence.carried)
        yield from self.recurrence.recorded

    @property
    def _constants(self) -> tuple[str, ...]:
        return (*self.recurrence.parameters, *self.recurrence.inputs)

    def carried(self, point: Sequence[float], gradient: Sequence[float]) -> tuple[float, ...]:
        """The carried values at the start: the point, its gradient, and zero for state and step count."""
        known = dict(zip(VARIABLES, point, strict=True))
        known |= {_slope(variable): slope for variable, slope in zip(VARIABLES, gradient, strict=True)}
        return tuple(known.get(name, 0.0) for name, _ in self.recurrence.carried)

    def remembered(
        self, carried: tuple[float, ...], states: Sequence[str]
    ) -> tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]:
        """The gradient, and each of a rule's states, by coordinate, as the carried values hold them."""
        known = dict(zip((name for name, _ in self.recurrence.carried), carried, strict=True))
        gradient = tuple(known[_slope(variable)] for variable in VARIABLES)
        return gradient, tuple(tuple(known[_state(name, variable)] for variable in VARIABLES) for name in states)

    def array_carried(self, point: Sequence[Array], opening: Sequence[Array | float]) -> Carried:
        """The carried values of `arrays` at many starts, from what `array_opening` answers there."""
        loss, norm, *slopes = opening
        known: dict[str, Array | float] = dict(zip(VARIABLES, point, strict=True))
        known |= {_slope(variable): slope for variable, slope in zip(VARIABLES, slopes, strict=True)}
        known[TOTAL] = loss + norm * norm
        shape = point[0].shape
        return tuple(
            np.array(np.broadcast_to(known.get(name, 0.0), shape)) if name in self.arrays.fields else 0.0
            for name in self.arrays.carried
        )


def kernel_for(objective: FormulaObjective, descent: DescentConfig) -> Kernel:
    """The kernel for an optimizer, compiled once for all with the same texts."""
    return _kernel(
        objective.formula,
        descent.program,
        tuple(descent.settings),
        descent.gradient.kind,
        descent.schedule,
    )


def parameter_values(objective: FormulaObjective, descent: DescentConfig, steps: int) -> tuple[float, ...]:
    """The values of a kernel's parameters, in its order."""
    values = {
        **{_of_objective(name): value for name, value in objective.settings},
        **descent.settings,
        **descent.gradient.parameters(),
        **{_of_schedule(name): value for name, value in descent.schedule_settings.items()},
        _of_schedule("steps"): float(steps),
        "lr": descent.learning_rate,
    }
    return tuple(values[name] for name in kernel_for(objective, descent).recurrence.parameters)


@lru_cache(maxsize=256)
def _kernel(
    formula: Formula,
    program: RuleProgram,
    rule_settings: tuple[str, ...],
    gradient_kind: str,
    schedule: Schedule,
) -> Kernel:
    renamed: dict[str, Expression] = {name: Name(_of_objective(name)) for name in formula.settings}
    loss, *gradient = (
        substitute(part, renamed) for part in (formula.loss, *gradient_expressions(gradient_kind, formula))
    )
    after = _after_one_step(program, rule_settings, schedule)
    point = {variable: after[variable] for variable in VARIABLES}
    next_loss, *next_gradient = (substitute(part, point) for part in (loss, *gradient))
    carried = {**after, **{_slope(v): part for v, part in zip(VARIABLES, next_gradient, strict=True)}}
    if STEP_COUNT in names(*carried.values()):
        carried[STEP_COUNT] = _step_number()
    recorded = (*point.values(), next_loss, _norm(next_gradient))
    inputs = noise_inputs(gradient_kind)
    parameters = tuple(sorted(names(*carried.values(), *recorded) - set(carried) - set(inputs) - set(CONSTANTS)))
    return Kernel(Recurrence(tuple(carried.items()), recorded, parameters, inputs), (loss, _norm(gradient), *gradient))


def _after_one_step(program: RuleProgram, rule_settings: tuple[str, ...], schedule: Schedule) -> dict[str, Expression]:
    """The point and the rule's state after a step, by the name that carries them, in terms of those before it."""
    learning_rate = substitute(
        schedule.learning_rate,
        {
            "t": _step_number(),
            **{name: Name(_of_schedule(name)) for name in ("steps", *schedule.setting_names)},
        },
    )
    shared = {"lr": learning_rate, "t": _step_number(), **{name: Name(name) for name in rule_settings}}
    after: dict[str, Expression] = {}
    for variable in VARIABLES:
        own = {name: _state(name, variable) for name in program.states}
        values = program.advanced(
            {
                **shared,
                **{name: Name(held) for name, held in own.items()},
                "w": Name(variable),
                "g": Name(_slope(variable)),
            }
        )
        after.update({own[name]: values[name] for name in program.states})
        after[variable] = values["w"]
    return after


# Names with two underscores cannot be typed, so what the engine adds never meets a name of a text.
def _slope(variable: str) -> str:
    return f"slope__{variable}"


def _state(name: str, variable: str) -> str:
    return f"{name}__{variable}"


def _of_objective(name: str) -> str:
    return f"objective__{name}"


def _of_schedule(name: str) -> str:
    return f"schedule__{name}"


def _step_number() -> Expression:
    """The number of the step being taken, from 1."""
    return Operation("add", (Name(STEP_COUNT), Number(1.0)))


def _norm(gradient: Sequence[Expression]) -> Expression:
    squares = [Operation("multiply", (slope, slope)) for slope in gradient]
    return Operation("sqrt", (Operation("add", (squares[0], squares[1])),))
