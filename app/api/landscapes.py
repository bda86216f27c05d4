"""The loss on a grid: of an objective in the plane, or of a trained classifier on a plane through its weights."""

from typing import Annotated, Any

import numpy as np
from fastapi import Body, Request
from fastapi.responses import Response
from pydantic import BaseModel, Discriminator, Tag

from app.api.classifier_landscapes import CONTENT as STREAM_CONTENT
from app.api.classifier_landscapes import EXAMPLES as CLASSIFIER_EXAMPLES
from app.api.classifier_landscapes import ClassifierLandscapeAnswer, classifier_landscape
from app.http.routing import json_answer, resource_router
from app.requests.landscapes import ClassifierLandscapeRequest, LandscapeRequest
from app.scheduling.threads import array_threads

router = resource_router("landscapes")


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


def _holds(body: Any) -> str:
    """Tell which kind of landscape a body requests, before it is validated."""
    has_run = isinstance(body, ClassifierLandscapeRequest) or (isinstance(body, dict) and "run" in body)
    return "classifier" if has_run else "surface"


AnyLandscape = Annotated[
    Annotated[LandscapeRequest, Tag("surface")] | Annotated[ClassifierLandscapeRequest, Tag("classifier")],
    Discriminator(_holds),
]


@router.post(
    "/landscapes",
    responses={
        200: {
            "model": Landscape | ClassifierLandscapeAnswer,
            "description": "JSON; or of a trained classifier, with `Accept: application/x-ndjson`, a stream of lines: "
            "`progress`, then `landscape` with the same fields, then `done`. See docs/classifiers.md.",
            "content": STREAM_CONTENT,
        },
    },
)
async def landscape(
    specification: Annotated[AnyLandscape, Body(openapi_examples=EXAMPLES | CLASSIFIER_EXAMPLES)], request: Request
) -> Response:
    """The loss of an objective on a grid in the plane, or of a trained classifier on a plane through its weights.

    The latter comes as a stream too, if `application/x-ndjson` is accepted, and may then be larger.
    """
    if isinstance(specification, ClassifierLandscapeRequest):
        return await classifier_landscape(specification, request)
    return await array_threads().run(_landscape, specification)


def _landscape(request: LandscapeRequest) -> Response:
    x, y = request.x.samples(), request.y.samples()
    loss = request.objective.objective().losses(x[np.newaxis, :], y[:, np.newaxis])
    return json_answer({"x": x, "y": y, "loss": np.ascontiguousarray(loss)})
