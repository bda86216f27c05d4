"""Runs: optimizers on an objective, streamed as they go."""

from http import HTTPStatus
from typing import Annotated

from anyio import to_thread
from fastapi import Body, Query
from fastapi.responses import Response

from app.api.line_stream import MEDIA_TYPE, LineStream
from app.api.places import admission
from app.api.problems import field_problem, problem_responses
from app.api.routing import resource_router
from app.runs.specification import RunSpecification
from app.runs.stream import run_lines
from app.runs.threads import slice_threads

router = resource_router("runs")

EXAMPLES = {
    "Four optimizers on Beale": {
        "value": {
            "objective": {"kind": "surface", "id": "beale"},
            "start": [0.75, 1.5],
            "seed": 0,
            "steps": 300,
            "optimizers": [
                {"rule": "gradient_descent", "learning_rate": 0.01},
                {"rule": "momentum", "learning_rate": 0.01, "momentum": 0.9},
                {"rule": "adam", "learning_rate": 0.3},
                {"rule": "random_search"},
            ],
        },
    },
    "What the numeric gradient costs": {
        "value": {
            "objective": {"kind": "surface", "id": "rosenbrock"},
            "steps": 1000,
            "optimizers": [
                {"rule": "gradient_descent", "learning_rate": 0.001},
                {
                    "rule": "gradient_descent",
                    "learning_rate": 0.001,
                    "gradient": {"kind": "numeric", "h": 1e-5},
                    "schedule": {"kind": "cosine"},
                },
            ],
            "stop": {"gradient_norm": 1e-6},
        },
    },
    "A loss and a rule of your own": {
        "value": {
            "objective": {"kind": "expression", "expression": "sin(3*x)*cos(2*y) + 0.1*(x**2 + y**2)"},
            "steps": 300,
            "optimizers": [
                {"rule": "momentum", "learning_rate": 0.01},
                {"rule": "custom", "source": "v = 0.5*v + g\nw = w - lr*v", "learning_rate": 0.01},
            ],
        },
    },
}

STREAM = {
    "description": "One JSON object a line: `run`, then `frame` and `end` lines of each optimizer, then `done`. "
    "See docs/stream.md.",
    "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
}


@router.post(
    "/runs",
    status_code=HTTPStatus.OK,
    response_class=LineStream,
    responses={200: STREAM, **problem_responses(HTTPStatus.SERVICE_UNAVAILABLE)},
)
async def run(
    specification: Annotated[RunSpecification, Body(openapi_examples=EXAMPLES)],
    from_step: Annotated[int, Query(ge=0, description="The first entry wanted of each optimizer.")] = 0,
) -> Response:
    """Run several optimizers from one start and follow their steps as a stream of JSON lines.

    The same run gives the same numbers, so a stream that broke off is resumed by posting it again with `from_step`.
    """
    if from_step > specification.steps:
        raise field_problem("from_step", f"Must be at most the steps of the run, {specification.steps}.")
    threads = slice_threads()
    steppers = await to_thread.run_sync(specification.steppers, limiter=threads)
    return LineStream(run_lines(specification, steppers, from_step, threads), admission)
