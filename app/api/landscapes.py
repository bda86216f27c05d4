"""The loss on a grid in the plane."""

from typing import Annotated

import numpy as np
from anyio import to_thread
from fastapi import Body
from fastapi.responses import Response
from pydantic import BaseModel

from app.api.json_answer import json_answer
from app.api.routing import resource_router
from app.runs.axes import Axis
from app.runs.objectives import ObjectiveSpecification
from app.runs.strict import Strict
from app.runs.threads import array_threads

router = resource_router("landscapes")


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
    },
    "A loss of your own": {
        "value": {
            "objective": {"kind": "expression", "expression": "sin(3*x)*cos(2*y) + 0.1*(x**2 + y**2)"},
            "x": {"low": -5, "high": 5, "count": 61},
            "y": {"low": -4, "high": 4, "count": 49},
        },
    },
}


@router.post("/landscapes", responses={200: {"model": Landscape}})
async def landscape(request: Annotated[LandscapeRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """The loss of an objective on a grid."""
    return await to_thread.run_sync(_landscape, request, limiter=array_threads())


def _landscape(request: LandscapeRequest) -> Response:
    x, y = request.x.samples(), request.y.samples()
    loss = request.objective.objective().losses(x[np.newaxis, :], y[:, np.newaxis])
    return json_answer({"x": x, "y": y, "loss": np.ascontiguousarray(loss)})
