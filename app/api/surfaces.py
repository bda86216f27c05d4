"""The catalogue of surfaces."""

from functools import cache

from pydantic import BaseModel, Field

from app.api.shapes import MinimumAnswer, PointAnswer, RectangleAnswer, SettingAnswer
from app.http.routing import resource_router
from app.language.mathml import math_element, mathml
from app.objectives.catalogue import SURFACES
from app.objectives.surfaces import Surface
from app.optimizers.rules import RULES

router = resource_router("objectives")


class SurfaceAnswer(BaseModel):
    """A surface: a loss of two weights, x and y."""

    id: str
    name: str
    formula: str = Field(description="The loss as MathML.")
    expression: str = Field(description="The loss in the notation of the language.")
    domain: RectangleAnswer = Field(description="Where random search draws from.")
    view: RectangleAnswer = Field(description="The part of the plane that a picture should show.")
    start: tuple[float, float] = Field(description="The classic start.")
    minima: list[MinimumAnswer] = Field(description="Known minima, the global ones first.")
    saddles: list[PointAnswer] = Field(description="Known points without slope that are no minima.")
    settings: list[SettingAnswer]
    teaches: str
    learning_rates: dict[str, float] = Field(
        description="For each rule, a rate that works well from the classic start."
    )


@cache
def answer_for(surface: Surface) -> SurfaceAnswer:
    """The surface as the API tells it."""
    loss = surface.objective({}).formula.loss
    return SurfaceAnswer(
        id=surface.id,
        name=surface.name.en,
        formula=math_element(mathml(loss)),
        expression=surface.expression,
        domain=RectangleAnswer.of(surface.domain),
        view=RectangleAnswer.of(surface.view),
        start=surface.start,
        minima=[MinimumAnswer(x=minimum.x, y=minimum.y, loss=minimum.loss) for minimum in surface.minima],
        saddles=[PointAnswer(x=x, y=y) for x, y in surface.saddles],
        settings=[SettingAnswer.of(setting) for setting in surface.settings],
        teaches=surface.teaches.en,
        learning_rates={rule.id: surface.learning_rates.of(rule.family) for rule in RULES.values()},
    )


@router.get("/surfaces")
def surfaces() -> list[SurfaceAnswer]:
    """Every surface of the catalogue."""
    return [answer_for(surface) for surface in SURFACES.values()]
