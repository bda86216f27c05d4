"""Where a gradient comes from, and what it costs (lecture points S4 and S5).

A source writes the gradient of a formula as expressions, so that it can be compiled into a run's loop; for
objectives of any dimension `app.engine.array_stepper` does the same with arrays.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.language.expressions import Expression, Name, Number, Operation, substitute
from app.objectives.formulas import VARIABLES, Formula

# Names with two underscores cannot be typed, so they never meet a name of a visitor's text.
STEP_WIDTH = "source__h"
NOISE_SIZE = "source__sigma"
NOISE = {variable: f"noise__{variable}" for variable in VARIABLES}


@dataclass(frozen=True)
class Evaluations:
    """Evaluations of the loss and of the exact gradient."""

    loss: int
    gradient: int


@dataclass(frozen=True)
class Analytic:
    """The exact gradient, by calculus (S5)."""

    kind: ClassVar[str] = "analytic"

    def parameters(self) -> dict[str, float]:
        return {}

    def evaluations(self, gradients: int, dimensions: int) -> Evaluations:
        return Evaluations(0, gradients)


@dataclass(frozen=True)
class Numeric:
    """The central difference quotient with step width ``h``: two losses for each dimension (S4)."""

    h: float = 1e-5
    kind: ClassVar[str] = "numeric"

    def parameters(self) -> dict[str, float]:
        return {STEP_WIDTH: self.h}

    def evaluations(self, gradients: int, dimensions: int) -> Evaluations:
        return Evaluations(2 * dimensions * gradients, 0)


@dataclass(frozen=True)
class Noisy:
    """The exact gradient plus normal noise of standard deviation ``sigma`` in each dimension, drawn from the seed."""

    sigma: float = 0.1
    kind: ClassVar[str] = "noisy"

    def parameters(self) -> dict[str, float]:
        return {NOISE_SIZE: self.sigma}

    def evaluations(self, gradients: int, dimensions: int) -> Evaluations:
        return Evaluations(0, gradients)


@dataclass(frozen=True)
class Minibatch:
    """The gradient on ``size`` examples at a time, all of them in each epoch; for finite sums only (S7)."""

    size: int
    kind: ClassVar[str] = "minibatch"

    def parameters(self) -> dict[str, float]:
        return {}

    def evaluations(self, gradients: int, dimensions: int) -> Evaluations:
        return Evaluations(0, gradients)


GradientSource = Analytic | Numeric | Noisy | Minibatch


def gradient_expressions(kind: str, formula: Formula) -> tuple[Expression, ...]:
    """The gradient of a formula by each variable, as the kind of source computes it."""
    match kind:
        case "numeric":
            return tuple(_central_difference(formula.loss, variable) for variable in VARIABLES)
        case "noisy":
            return tuple(
                _sum(slope, Operation("multiply", (Name(NOISE_SIZE), Name(NOISE[variable]))))
                for variable, slope in zip(VARIABLES, formula.gradient, strict=True)
            )
    return formula.gradient


def noise_inputs(kind: str) -> tuple[str, ...]:
    """The names of standard normal numbers, new at each step, that a kind of source reads."""
    return tuple(NOISE.values()) if kind == "noisy" else ()


def _central_difference(loss: Expression, variable: str) -> Expression:
    """(L(w + h) − L(w − h)) / 2h along one variable, carried out as written."""
    width = Name(STEP_WIDTH)
    ahead = substitute(loss, {variable: _sum(Name(variable), width)})
    behind = substitute(loss, {variable: Operation("subtract", (Name(variable), width))})
    twice = Operation("multiply", (Number(2.0), width))
    return Operation("divide", (Operation("subtract", (ahead, behind)), twice))


def _sum(a: Expression, b: Expression) -> Expression:
    return Operation("add", (a, b))
