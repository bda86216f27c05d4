"""Losses and gradients at points."""

from typing import Annotated

import numpy as np
from fastapi import Body
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.http.routing import json_answer, resource_router
from app.requests.evaluations import EvaluationRequest
from app.scheduling.threads import array_threads

router = resource_router("objectives")


class Evaluation(BaseModel):
    """Entry i belongs to point i; what is not a finite number is null."""

    loss: list[float | None]
    gradient: list[Annotated[list[float | None], Field(min_length=2, max_length=2)]] = Field(
        description="The exact gradient, [∂L/∂x, ∂L/∂y]."
    )
    finite: list[bool] = Field(description="Whether the loss and the gradient are finite.")


EXAMPLES = {
    "Rosenbrock": {
        "value": {"objective": {"kind": "surface", "id": "rosenbrock"}, "points": [[1, 1], [-1.5, 2]]},
    }
}


@router.post("/evaluate", responses={200: {"model": Evaluation}})
async def evaluate(request: Annotated[EvaluationRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """The loss and the exact gradient at each of the points."""
    return await array_threads().run(_evaluation, request)


def _evaluation(request: EvaluationRequest) -> Response:
    x, y = np.array(request.points, dtype=np.float64).T
    values = np.array(request.objective.objective().losses_and_gradients(x, y))
    loss, *gradient = values
    finite = np.isfinite(values).all(axis=0)
    return json_answer({"loss": loss, "gradient": np.stack(gradient, axis=1), "finite": finite})
