"""Objectives in the plane given by a formula of the little language."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from app.interruption import computed_once
from app.language.compilation import compile_arrays, compile_scalars
from app.language.derivatives import gradient
from app.language.expressions import Expression
from app.language.parser import parse
from app.objectives.geometry import Rectangle
from app.objectives.protocol import Array

VARIABLES = ("x", "y")


@dataclass(frozen=True)
class Formula:
    """A loss of ``x``, ``y`` and named settings, and its gradient; compiled when first needed."""

    loss: Expression
    gradient: tuple[Expression, ...]
    settings: tuple[str, ...]

    @computed_once
    def scalars(self) -> Callable[..., tuple[float, ...]]:
        """(x, y, *settings) → (loss, ∂loss/∂x, ∂loss/∂y) of floats."""
        return compile_scalars((self.loss, *self.gradient), (*VARIABLES, *self.settings))

    @computed_once
    def arrays(self) -> Callable[..., tuple[Any, ...]]:
        """(x, y, *settings) → (loss, ∂loss/∂x, ∂loss/∂y) of arrays x and y."""
        return compile_arrays((self.loss, *self.gradient), VARIABLES, self.settings)

    @computed_once
    def losses(self) -> Callable[..., tuple[Any, ...]]:
        """(x, y, *settings) → (loss,) of arrays x and y."""
        return compile_arrays((self.loss,), VARIABLES, self.settings)


@lru_cache(maxsize=256)
def formula(expression: str, settings: tuple[str, ...] = ()) -> Formula:
    """Check and differentiate the formula of a text.

    Raises:
        LanguageError: the text does not belong to the language.
    """
    loss = parse(expression, (*VARIABLES, *settings))
    return Formula(loss, gradient(loss, VARIABLES), settings)


@dataclass(frozen=True)
class FormulaObjective:
    """A formula with values for its settings, and the domain from which random search draws.

    Attributes:
        expression: the text of the loss.
        settings: names and values.
    """

    expression: str
    settings: tuple[tuple[str, float], ...]
    domain: Rectangle

    @property
    def dimensions(self) -> int:
        return len(VARIABLES)

    @computed_once
    def setting_names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.settings)

    @computed_once
    def setting_values(self) -> tuple[float, ...]:
        return tuple(value for _, value in self.settings)

    @computed_once
    def formula(self) -> Formula:
        """The compiled formula (shared by all objectives with the same text)."""
        return formula(self.expression, self.setting_names)

    def loss(self, weights: Array) -> float:
        """The loss at a point of shape (2,)."""
        return self.formula.scalars(*weights.tolist(), *self.setting_values)[0]

    def gradient(self, weights: Array) -> Array:
        """The gradient at a point of shape (2,)."""
        return self.loss_and_gradient(weights)[1]

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """The loss and the gradient at a point of shape (2,); the gradient is NaN where the loss is not finite."""
        loss, *derivatives = self.formula.scalars(*weights.tolist(), *self.setting_values)
        return loss, np.array(
            derivatives if math.isfinite(loss) else [math.nan] * len(derivatives), dtype=weights.dtype
        )

    def losses(self, x: Array, y: Array) -> Array:
        """The loss at many points: x and y of one shape or broadcastable; non-finite where the loss is."""
        with np.errstate(all="ignore"):
            (loss,) = self.formula.losses(x, y, *self.setting_values)
        return np.broadcast_to(loss, np.broadcast_shapes(x.shape, y.shape))

    def losses_and_gradients(self, x: Array, y: Array) -> tuple[Array, Array, Array]:
        """The loss and both partial derivatives at many points, each of the shape of x and y.

        The derivatives are NaN where the loss is not finite.
        """
        with np.errstate(all="ignore"):
            loss, *derivatives = (
                np.broadcast_to(value, x.shape) for value in self.formula.arrays(x, y, *self.setting_values)
            )
        by_x, by_y = (np.where(np.isfinite(loss), derivative, np.nan) for derivative in derivatives)
        return loss, by_x, by_y


EXPRESSION_DOMAIN = Rectangle.square(5.0)
"""The default domain of a typed loss."""

START_SHARE = 0.25


def expression_objective(expression: str, domain: Rectangle) -> FormulaObjective:
    """The objective of a typed loss in ``x`` and ``y``.

    Raises:
        LanguageError: the text does not belong to the language.
    """
    formula(expression)
    return FormulaObjective(expression, (), domain)


def default_start(domain: Rectangle) -> tuple[float, float]:
    """The centre of a domain plus a quarter of its width: off the symmetries that a centre often lies on."""
    (x, width), (y, height) = (((side.low + side.high) / 2, side.high - side.low) for side in (domain.x, domain.y))
    return x + START_SHARE * width, y + START_SHARE * height
