"""Runs: optimizers on an objective, streamed as they go."""

from collections.abc import AsyncGenerator
from http import HTTPStatus
from typing import Annotated

from fastapi import Body, Query, Request
from fastapi.responses import Response
from pydantic import Discriminator, Tag

from app.api.run_lines import RunStreamLine
from app.api.training_problems import IN_A_RUN, lines_until_removed, training_problems
from app.http.compression import compressed_stream
from app.http.line_stream import MEDIA_TYPE, UNSTORED, LineStream
from app.http.problems import busy, field_problem
from app.http.routing import resource_router
from app.requests.base import WholeInText
from app.requests.objectives import objective_kind
from app.requests.runs import RunRequest
from app.requests.trainings import TrainingRequest
from app.runs.stream import begin_run, run_lines
from app.scheduling.capacity import OverCapacityError, stream_capacity
from app.scheduling.threads import array_threads, python_threads
from app.training.defaults import planned
from app.training.stream import training_lines

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
    "A classifier of digits, in minibatches": {
        "value": {
            "objective": {"kind": "classifier", "dataset": "digits", "feature": "pixels", "model": "softmax"},
            "start": "zeros",
            "epochs": 10,
            "optimizers": [
                {"rule": "gradient_descent", "learning_rate": 0.1, "gradient": {"kind": "minibatch", "size": size}}
                for size in (32, 128)
            ],
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


AnyRun = Annotated[
    Annotated[RunRequest, Tag("plane")] | Annotated[TrainingRequest, Tag("classifier")],
    Discriminator(objective_kind),
]

STREAM = {
    "description": "One JSON object a line: `run`, then `frame` and `end` lines of each optimizer, then `done`. "
    "See docs/stream.md, and docs/classifiers.md for what is told of classifiers besides.",
    "model": RunStreamLine,
}


@router.post(
    "/runs",
    status_code=HTTPStatus.OK,
    response_class=LineStream,
    responses={200: STREAM},
)
async def run(
    request: Request,
    specification: Annotated[AnyRun, Body(openapi_examples=EXAMPLES)],
    from_step: Annotated[WholeInText, Query(ge=0, description="The first entry wanted of each optimizer.")] = 0,
) -> Response:
    """Run several optimizers from one start and follow their steps as a stream of JSON lines.

    The same run gives the same numbers, so a stream that broke off is resumed by posting it again with `from_step`.
    """
    if specification.steps is not None and from_step > specification.steps:
        raise field_problem("from_step", f"Must be at most the steps of the run, {specification.steps}.")
    if isinstance(specification, TrainingRequest):
        return compressed_stream(request, await _training(specification, from_step), stream_capacity())
    try:
        with stream_capacity().place():
            begun = await python_threads().run(begin_run, specification, from_step)
    except OverCapacityError:
        return busy().response()
    if begun.rotation.ended:
        return Response(begun.chunk, headers=UNSTORED, media_type=MEDIA_TYPE)
    return LineStream(run_lines(begun, python_threads()), stream_capacity())


async def _training(run: TrainingRequest, from_step: int) -> AsyncGenerator[bytes]:
    threads = array_threads()
    with training_problems(IN_A_RUN):
        complete, plan = await threads.run(planned, run)
    return lines_until_removed(run.objective.dataset, training_lines(complete, plan, from_step, threads), IN_A_RUN)
