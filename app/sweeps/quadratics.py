"""Quadratic losses, for which theory tells exactly how gradient descent and the heavy ball fare."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from math import copysign, hypot, sqrt

import numpy as np
from numpy.typing import NDArray

from app.language.compilation import compile_scalars
from app.language.derivatives import hessian
from app.language.expressions import Expression, Name, Operation, postorder
from app.language.sharing import shared
from app.objectives.formulas import VARIABLES, FormulaObjective


def degree(root: Expression, variables: Collection[str]) -> float:
    """The degree of an expression as a polynomial in the variables; infinite if it is written as anything else.

    All other names count as constants. It is the degree as written: terms that cancel each other count. A whole power
    above 16 counts as no polynomial (`shared` writes the lower ones as products).
    """
    (graph,) = shared(root)
    degrees: dict[int, float] = {}
    for node in postorder(graph):
        match node:
            case Operation(operation, operands):
                degrees[id(node)] = _combined(operation, [degrees[id(operand)] for operand in operands])
            case Name(name):
                degrees[id(node)] = float(name in variables)
            case _:
                degrees[id(node)] = 0.0
    return degrees[id(graph)]


def _combined(operation: str, degrees: Sequence[float]) -> float:
    match operation, degrees:
        case _ if not any(degrees):
            return 0.0
        case "negate" | "add" | "subtract", _:
            return max(degrees)
        case "multiply", _:
            return sum(degrees)
        case "divide", [numerator, 0.0]:
            return numerator
    return math.inf


ROUNDING = 8 * float(np.finfo(np.float64).eps)
"""The part of its two products below which the determinant of a Hessian cannot be told from 0."""


@dataclass(frozen=True)
class DescentTheory:
    """Gradient descent on a quadratic, along its learning rates; None where there is no such number.

    Attributes:
        divergence: 2/L, the learning rate beyond which it diverges; None if it diverges at every rate (μ < 0) or at
            none (L = 0).
        learning_rate: 2/(L + μ), which leads to the minimum fastest; None if there is no single minimum (μ ≤ 0).
        rate: (L − μ)/(L + μ), by which the distance to the minimum then shrinks at each step.
    """

    divergence: float | None
    learning_rate: float | None
    rate: float | None


@dataclass(frozen=True)
class HeavyBallTheory:
    """Momentum on a quadratic, at its best; None if there is no single minimum (μ ≤ 0).

    Attributes:
        learning_rate: (2/(√μ + √L))².
        momentum: β = ((√L − √μ)/(√L + √μ))².
        rate: √β, by which the distance to the minimum shrinks at each step in the long run.
    """

    learning_rate: float | None
    momentum: float | None
    rate: float | None


@dataclass(frozen=True)
class Quadratic:
    """A loss of the same Hessian everywhere.

    Attributes:
        curvatures: the eigenvalues of the Hessian, (μ, L).
    """

    curvatures: tuple[float, float]

    @property
    def gradient_descent(self) -> DescentTheory:
        """The learning rates that matter to gradient descent."""
        flat, steep = self.curvatures
        if flat <= 0:
            return DescentTheory(2 / steep if flat == 0 < steep else None, None, None)
        return DescentTheory(2 / steep, 2 / (steep + flat), (steep - flat) / (steep + flat))

    @property
    def heavy_ball(self) -> HeavyBallTheory:
        """The best that momentum can do."""
        flat, steep = self.curvatures
        if flat <= 0:
            return HeavyBallTheory(None, None, None)
        low, high = sqrt(flat), sqrt(steep)
        rate, root = (high - low) / (high + low), 2 / (high + low)
        return HeavyBallTheory(root * root, rate * rate, rate)


def quadratic(objective: FormulaObjective) -> Quadratic | None:
    """The objective as a quadratic, with the values of its settings.

    None if it is not written as one: as a polynomial in x and y of degree 2 or less, with a finite Hessian.
    """
    loss = objective.formula.loss
    if degree(loss, VARIABLES) > 2:
        return None
    entries = compile_scalars(
        tuple(chain.from_iterable(hessian(loss, VARIABLES))), (*VARIABLES, *objective.setting_names)
    )
    matrix = np.array(entries(0.0, 0.0, *objective.setting_values)).reshape(2, 2)
    if not np.isfinite(matrix).all():
        return None
    return Quadratic(_eigenvalues(matrix))


def _eigenvalues(matrix: NDArray[np.float64]) -> tuple[float, float]:
    """Those of a symmetric matrix (2, 2), in order; the weaker one is the determinant over the stronger, so that it
    keeps its digits however much weaker it is."""
    scale = float(np.abs(matrix).max())
    if scale == 0.0:
        return 0.0, 0.0
    (a, b), (_, c) = (matrix / scale).tolist()
    mean = (a + c) / 2
    strong = scale * (mean + copysign(hypot((a - c) / 2, b), mean))
    small, large = sorted((float(matrix[0, 0]), float(matrix[1, 1])), key=abs)
    product, square = small * (large / strong), matrix[0, 1] * (matrix[0, 1] / strong)
    weak = 0.0 if abs(product - square) <= ROUNDING * (abs(product) + abs(square)) else float(product - square)
    low, high = sorted((weak, strong))
    return low, high
