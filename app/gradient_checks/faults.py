"""Diagnosis of a gradient that somebody derived: the mistake that explains it at each of some random points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.gradient_checks.check import FLOOR, PASS, drawn_points, floored_errors
from app.gradient_checks.terms import Term, scaled, terms
from app.interruption import checkpoint
from app.language.compilation import compile_arrays
from app.language.expressions import Expression
from app.language.printing import number_text, printed_size, text
from app.objectives.formulas import VARIABLES, FormulaObjective
from app.objectives.protocol import Array

PROBES = 64
MIN_PROBES = 8
"""The minimum number of points with finite loss and gradient for a diagnosis."""

MAX_TERM_SIZE = 100
"""The maximum size of a quoted term, in numbers, names and operations; derivatives can be far longer."""

Kind = Literal["sign", "factor", "offset", "swapped", "term", "different"]


@dataclass(frozen=True)
class Fault:
    """The reason why a derivative is wrong.

    Attributes:
        factor: the factor that corrects the derivative, or the term.
        offset: the amount by which the derivative is too large everywhere.
        term: the wrong term as it was written, None if a term is missing.
        expected: the correct term in its place, None if there should be none.
    """

    dimension: int
    kind: Kind
    sentence: str
    factor: float | None = None
    offset: float | None = None
    term: str | None = None
    expected: str | None = None


@dataclass(frozen=True)
class ClaimedDerivative:
    """A claimed derivative beside the exact one.

    Attributes:
        claimed_values, exact_values: their values at the probes, shape (n,); the exact ones are finite.
        min_size: the size that counts as zero at each probe, shape (n,).
    """

    dimension: int
    claimed: Expression
    exact: Expression
    claimed_values: Array
    exact_values: Array
    min_size: Array

    @property
    def variable(self) -> str:
        return VARIABLES[self.dimension]

    def is_right(self, values: Array) -> bool:
        """Whether these values, shape (n,), would pass as the exact derivative."""
        return self.are_equal(values, self.exact_values)

    def are_equal(self, values: Array, others: Array) -> bool:
        """Whether a derivative with these values, shape (n,), would pass if the others were exact."""
        return bool(self.which_equal(values, others))

    def which_equal(self, values: Array, others: Array) -> NDArray[np.bool_]:
        """Compare many derivatives at once, shape (..., n)."""
        errors = floored_errors(values, others, self.min_size)
        return np.asarray((errors < PASS).all(axis=-1))


@dataclass(frozen=True)
class Probes:
    """An objective's variables and settings at some random points of its domain."""

    objective: FormulaObjective
    x: Array
    y: Array

    def values(self, expressions: Sequence[Expression]) -> Array:
        """Evaluate expressions at the probes: shape (count, n)."""
        compiled = compile_arrays(expressions, VARIABLES, self.objective.setting_names)
        with np.errstate(all="ignore"):
            found = compiled(self.x, self.y, *self.objective.setting_values)
        return np.array([np.broadcast_to(value, self.x.shape) for value in found]).reshape(-1, self.x.size)


def gradient_faults(objective: FormulaObjective, claimed: Sequence[Expression]) -> tuple[Fault, ...]:
    """Diagnose a claimed gradient, with at most one fault for each dimension.

    A derivative is right if its relative error, as the check defines it, passes at all of 64 random points of the
    domain at which the loss and its gradient are finite.
    """
    exact = objective.formula.gradient
    points = drawn_points(objective.domain, 0, 1, PROBES)
    values = Probes(objective, *points.T).values((objective.formula.loss, *exact))
    finite = np.isfinite(values).all(axis=0)
    if finite.sum() < MIN_PROBES:
        return ()
    exact_values = values[1:, finite]
    probes = Probes(objective, *points[finite].T)
    min_size = FLOOR * np.abs(exact_values).max(axis=0)
    derivatives = [
        ClaimedDerivative(dimension, *parts, min_size)
        for dimension, parts in enumerate(zip(claimed, exact, probes.values(claimed), exact_values, strict=True))
    ]
    wrong = [derivative for derivative in derivatives if not derivative.is_right(derivative.claimed_values)]
    with np.errstate(all="ignore"):
        return tuple(_fault(derivative, derivatives[1 - derivative.dimension], probes) for derivative in wrong)


def _fault(derivative: ClaimedDerivative, other: ClaimedDerivative, probes: Probes) -> Fault:
    """Find the simplest mistake that explains a wrong derivative."""
    dimension, name, values = derivative.dimension, f"derivative by {derivative.variable}", derivative.claimed_values
    if derivative.is_right(-values):
        return Fault(dimension, "sign", f"The {name} has the wrong sign.", factor=-1.0)
    if derivative.are_equal(values, other.exact_values):
        return Fault(dimension, "swapped", f"This is the derivative by {other.variable}, not by {derivative.variable}.")
    if (factor := _right_factor(derivative, values)) is not None:
        return Fault(dimension, "factor", f"The {name} should be {_times(factor)}.", factor=factor)
    offset = _rounded(float(values[0] - derivative.exact_values[0]))
    if derivative.is_right(values - offset):
        size = f"{number_text(abs(offset))} too {'large' if offset > 0 else 'small'}"
        return Fault(dimension, "offset", f"The {name} is {size} everywhere.", offset=offset)
    return next(_term_faults(derivative, probes), _unexplained(derivative))


def _unexplained(derivative: ClaimedDerivative) -> Fault:
    sentence = f"The derivative by {derivative.variable} is wrong, and no single slip explains it."
    return Fault(derivative.dimension, "different", sentence)


def _term_faults(derivative: ClaimedDerivative, probes: Probes) -> Iterator[Fault]:
    """Yield the corrections of the derivative by changing, dropping or adding one term."""
    claimed, claimed_values = _evaluated(derivative.claimed, probes)
    exact, exact_values = _evaluated(derivative.exact, probes)
    for term, values in zip(claimed, claimed_values, strict=True):
        checkpoint()
        rest = derivative.claimed_values - values
        if derivative.is_right(rest):
            sentence = f"The term {text(term.expression)} does not belong here."
            yield Fault(derivative.dimension, "term", sentence, factor=0.0, term=text(term.expression))
        elif (factor := _right_factor(derivative, values, rest)) is not None:
            yield _rescaled(derivative, term, factor)
    for term, values in zip(exact, exact_values, strict=True):
        checkpoint()
        if derivative.is_right(derivative.claimed_values + values):
            expected = text(term.alone())
            yield Fault(derivative.dimension, "term", f"The term {expected} is missing.", expected=expected)
    for term, values in zip(claimed, claimed_values, strict=True):
        checkpoint()
        rest = derivative.claimed_values - values
        if derivative.are_equal(rest, np.zeros_like(rest)):
            continue
        for index in np.flatnonzero(derivative.which_equal(rest + exact_values, derivative.exact_values)):
            yield _replaced(derivative, term, exact[index])


def _evaluated(root: Expression, probes: Probes) -> tuple[list[Term], Array]:
    """List the readable terms of a sum, and their values at the probes, shape (count, n)."""
    found = [term for term in terms(root) if printed_size(term.expression) <= MAX_TERM_SIZE]
    factors = np.array([term.factor for term in found])
    return found, factors[:, np.newaxis] * probes.values([term.expression for term in found])


def _right_factor(derivative: ClaimedDerivative, values: Array, rest: Array | float = 0.0) -> float | None:
    """Find the number, not 0, for which ``rest`` + number · ``values`` is the exact derivative, if there is one."""
    largest = int(np.argmax(np.abs(values)))
    if values[largest] == 0.0:
        return None
    missing = derivative.exact_values - rest
    factor = _rounded(float(missing[largest] / values[largest]))
    return factor if factor and derivative.is_right(rest + factor * values) else None


def _rescaled(derivative: ClaimedDerivative, term: Term, factor: float) -> Fault:
    written = text(term.expression)
    wrong = "has the wrong sign" if factor == -1.0 else f"should be {_times(factor)}"
    return Fault(
        derivative.dimension,
        "term",
        f"The term {written} {wrong}.",
        factor=factor,
        term=written,
        expected=text(scaled(term.expression, factor)),
    )


def _replaced(derivative: ClaimedDerivative, term: Term, right: Term) -> Fault:
    written, expected = text(term.expression), text(right.written_like(term))
    sentence = f"The term {written} should be {expected}."
    return Fault(derivative.dimension, "term", sentence, term=written, expected=expected)


def _times(factor: float) -> str:
    written = number_text(factor)
    return f"{written} times as large" if factor > 0.0 else f"multiplied by {written}"


def _rounded(value: float) -> float:
    """Round off the last digits, which rounding errors have changed."""
    return float(f"{value:.10g}")
