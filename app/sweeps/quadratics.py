"""Quadratic losses, on which theory predicts gradient descent and the heavy ball exactly."""

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
    """The degree of an expression as a polynomial in the variables; infinite if it is not written as a polynomial.

    All other names count as constants. Terms that cancel each other still count. An integer power above 16 does not
    count as a polynomial (`shared` writes the lower ones as products).
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
"""The share of its two products below which the determinant of a Hessian cannot be distinguished from 0."""


@dataclass(frozen=True)
class DescentTheory:
    """The theory of gradient descent on a quadratic; None for numbers that do not exist.

    Attributes:
        divergence: 2/L, the learning rate above which it diverges; None if it diverges at every rate (μ < 0) or at none
            (L = 0).
        learning_rate: 2/(L + μ), the optimal learning rate; None if there is no single minimum (μ ≤ 0).
        rate: (L − μ)/(L + μ), the factor by which each step then shrinks the distance to the minimum.
    """

    divergence: float | None
    learning_rate: float | None
    rate: float | None


@dataclass(frozen=True)
class HeavyBallTheory:
    """The optimal momentum on a quadratic; None if there is no single minimum (μ ≤ 0).

    Attributes:
        learning_rate: (2/(√μ + √L))².
        momentum: β = ((√L − √μ)/(√L + √μ))².
        rate: √β, the factor by which each step shrinks the distance to the minimum in the long run.
    """

    learning_rate: float | None
    momentum: float | None
    rate: float | None


@dataclass(frozen=True)
class Quadratic:
    """A loss with the same Hessian everywhere.

    Attributes:
        curvatures: the eigenvalues of the Hessian, (μ, L).
    """

    curvatures: tuple[float, float]

    @property
    def gradient_descent(self) -> DescentTheory:
        """The critical learning rates of gradient descent."""
        flat, steep = self.curvatures
        if flat <= 0:
            return DescentTheory(2 / steep if flat == 0 < steep else None, None, None)
        return DescentTheory(2 / steep, 2 / (steep + flat), (steep - flat) / (steep + flat))

    @property
    def heavy_ball(self) -> HeavyBallTheory:
        """The optimal momentum."""
        flat, steep = self.curvatures
        if flat <= 0:
            return HeavyBallTheory(None, None, None)
        low, high = sqrt(flat), sqrt(steep)
        rate, root = (high - low) / (high + low), 2 / (high + low)
        return HeavyBallTheory(root * root, rate * rate, rate)


def quadratic(objective: FormulaObjective) -> Quadratic | None:
    """Read an objective, with the values of its settings, as a quadratic.

    None if it is not written as a polynomial in x and y of degree 2 or less with a finite Hessian.
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
    """The eigenvalues of a symmetric matrix (2, 2), in ascending order.

    The smaller in size is computed as the determinant over the larger, so that it stays accurate however small it is.
    """
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
