"""The request to evaluate an objective at some points."""

from typing import Annotated

from pydantic import Field

from app.requests.axes import Point
from app.requests.base import Strict
from app.requests.limits import MaxEntries
from app.requests.objectives import ObjectiveSpecification


class EvaluationRequest(Strict):
    """Points at which to evaluate an objective."""

    objective: ObjectiveSpecification
    points: Annotated[list[Point], Field(min_length=1), MaxEntries("max_points")] = Field(description="Points (x, y).")
