"""The requests to check gradients."""

from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator

from app.requests.axes import Point
from app.requests.base import Strict
from app.requests.classifiers import ClassifierSpecification
from app.requests.gradients import MAX_DIFFERENCE, MIN_DIFFERENCE
from app.requests.limits import Seed
from app.requests.objectives import ObjectiveSpecification

Width = Annotated[
    float,
    Field(
        ge=MIN_DIFFERENCE, le=MAX_DIFFERENCE, description="Distance by which the numeric gradient moves a coordinate."
    ),
]


class GradientCheckRequest(Strict):
    """A point, or a seed that draws one, at which to check a gradient of the objective."""

    objective: ObjectiveSpecification
    point: Point | None = Field(None, description="The point to check, (x, y); null to draw it.")
    seed: Seed | None = Field(
        None, description="The seed that draws the point from the domain; by default 0 without a point."
    )
    h: Width = 1e-5
    gradient: Annotated[tuple[str, str], Field(strict=False)] | None = Field(
        None,
        description="Your own gradient, [∂L/∂x, ∂L/∂y], in the notation of the language; null for ours.",
    )

    @field_validator("seed")
    @classmethod
    def _stands_for_a_point(cls, seed: int | None, info: ValidationInfo) -> int | None:
        if seed is not None and info.data.get("point") is not None:
            raise ValueError("Give a point or a seed, not both.")
        return seed


class ClassifierCheckRequest(Strict):
    """A classifier, and a seed that draws the weights at which to check its gradient."""

    objective: ClassifierSpecification
    point: None = Field(None, description="A classifier is checked at random weights, not at your own point.")
    seed: Seed = Field(0, description="The seed that draws the weights, and those that the numeric gradient moves.")
    h: Width = 1e-5
    gradient: None = Field(None, description="For a classifier, only its own gradient is checked.")

    @field_validator("point", mode="before")
    @classmethod
    def _is_drawn(cls, point: Any) -> Any:
        if point is not None:
            raise ValueError("A classifier is checked at random weights: give a seed, no point.")
        return point

    @field_validator("gradient", mode="before")
    @classmethod
    def _is_ours(cls, gradient: Any) -> Any:
        if gradient is not None:
            raise ValueError("Of a classifier our own gradient is checked; yours can be checked on a surface.")
        return gradient
