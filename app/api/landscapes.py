"""The loss on a grid in the plane."""

from typing import Annotated, Self

import numpy as np
from anyio import to_thread
from fastapi import Body
from fastapi.responses import Response
from numpy.typing import NDArray
from pydantic import BaseModel, Field, model_validator

from app.api.json_answer import json_answer
from app.api.routing import resource_router
from app.runs.objectives import ObjectiveSpecification
from app.runs.specification import Coordinate
from app.runs.strict import Strict
from app.runs.threads import array_threads
from app.settings import settings

router = resource_router("landscapes")


class Axis(Strict):
    """Evenly spaced samples from ``low`` to ``high``, both included."""

    low: Coordinate
    high: Coordinate
    count: int = Field(101, ge=settings.axis_count_low, le=settings.axis_count_high)

    @model_validator(mode="after")
    def _low_is_below_high(self) -> Self:
        if not self.low < self.high:
            raise ValueError("low must be below high.")
        return self

    def samples(self) -> NDArray[np.float64]:
        """The samples, shape (count,)."""
        return np.linspace(self.low, self.high, self.count)


class LandscapeRequest(Strict):
    """A grid over which to compute an objective's loss."""

    objective: ObjectiveSpecification
    x: Axis
    y: Axis


class Landscape(BaseModel):
    """``loss[j][i]`` belongs to ``(x[i], y[j])``; what is not a finite number is null."""

    x: list[float]
    y: list[float]
    loss: list[list[float | None]]


EXAMPLES = {
    "Beale": {
        "value": {
            "objective": {"kind": "surface", "id": "beale"},
            "x": {"low": -2, "high": 4.5, "count": 66},
            "y": {"low": -2.5, "high": 2.5, "count": 51},
        },
    }
}


@router.post("/landscapes", responses={200: {"model": Landscape}})
async def landscape(request: Annotated[LandscapeRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """The loss of an objective on a grid."""
    return await to_thread.run_sync(_landscape, request, limiter=array_threads())


def _landscape(request: LandscapeRequest) -> Response:
    x, y = request.x.samples(), request.y.samples()
    loss = request.objective.objective().losses(x[np.newaxis, :], y[:, np.newaxis])
    return json_answer({"x": x, "y": y, "loss": np.ascontiguousarray(loss)})
