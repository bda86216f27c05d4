"""Losses that a visitor types."""

from app.objectives.formulas import FormulaObjective, formula
from app.objectives.geometry import Rectangle

EXPRESSION_DOMAIN = Rectangle.square(5.0)
"""Where a typed loss is looked at unless it says otherwise."""

START_SHARE = 0.25


def expression_objective(expression: str, domain: Rectangle) -> FormulaObjective:
    """The objective of a typed loss in ``x`` and ``y``.

    Raises:
        LanguageFault: the text is not of the language.
    """
    formula(expression)
    return FormulaObjective(expression, (), domain)


def default_start(domain: Rectangle) -> tuple[float, float]:
    """The centre of a domain plus a quarter of its width: off the symmetries that a centre often lies on."""
    (x, width), (y, height) = (((side.low + side.high) / 2, side.high - side.low) for side in (domain.x, domain.y))
    return x + START_SHARE * width, y + START_SHARE * height
