"""The surfaces of the catalogue: formulas in x and y with everything that a visitor should know about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.language.settings import Setting
from app.objectives.formulas import FormulaObjective
from app.objectives.geometry import Rectangle
from app.texts import Text


@dataclass(frozen=True)
class Minimum:
    """A local or global minimum and the loss there."""

    x: float
    y: float
    loss: float = 0.0


@dataclass(frozen=True)
class LearningRates:
    """The learning rates with which each family of rules works well from the classic start."""

    gradient_descent: float
    momentum: float
    adagrad: float
    rmsprop: float
    adam: float

    def of(self, family: str) -> float:
        """Return the rate of a family of rules, which names one of the attributes."""
        rate: float = getattr(self, family)
        return rate


@dataclass(frozen=True)
class Surface:
    """A two-dimensional objective of the catalogue.

    Attributes:
        expression: the loss, in ``x``, ``y`` and the names of its settings.
        domain: the domain from which random search draws; all known global minima lie in it.
        view: the part of the plane that a picture should show; it holds the start and the minima.
        start: the classic start, (x, y).
        minima: the known minima, the global ones first; they are the same for every value of the settings.
        saddles: points with zero gradient that are no minima, as (x, y).
        teaches: one sentence on the lesson of the surface.
        learning_rates: rates that work well from the classic start.
        smooth: whether the gradient is continuous on the domain.
    """

    id: str
    name: Text
    expression: str
    domain: Rectangle
    view: Rectangle
    start: tuple[float, float]
    minima: tuple[Minimum, ...]
    teaches: Text
    learning_rates: LearningRates
    saddles: tuple[tuple[float, float], ...] = ()
    settings: tuple[Setting, ...] = ()
    smooth: bool = field(default=True, kw_only=True)

    def objective(self, values: Mapping[str, float]) -> FormulaObjective:
        """The surface as an objective; settings without a value take their defaults."""
        settings = tuple((setting.name, values.get(setting.name, setting.default)) for setting in self.settings)
        return FormulaObjective(self.expression, settings, self.domain)
