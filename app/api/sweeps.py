"""Sweeps: what becomes of an optimizer as one of its settings grows, streamed point by point."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import Body
from fastapi.responses import Response
from pydantic import BaseModel, Field, RootModel

from app.engine.endings import Reason
from app.http.line_stream import DoneLine, ErrorLine, LineStream
from app.http.problems import field_problem
from app.http.routing import resource_router
from app.instance import current_settings
from app.requests.faulty_text import within
from app.requests.sweeps import SweepRequest
from app.scheduling.capacity import stream_capacity
from app.scheduling.threads import python_threads
from app.sweeps.stream import sweep_lines

router = resource_router("runs")


class SweepLine(BaseModel):
    """The first line of a sweep: the sweep with every default filled in, as it can be posted again."""

    type: Literal["sweep"]
    run: dict[str, Any]
    optimizer: int
    setting: str
    values: list[float]


class SweepPointLine(BaseModel):
    """How the optimizer fared with one value."""

    type: Literal["point"]
    value: float
    loss: float | None
    best_loss: float | None
    steps: int
    fate: Reason


class ThresholdLine(BaseModel):
    """The largest learning rate known to hold, and the smallest known to diverge."""

    type: Literal["threshold"]
    low: float
    high: float


class SweepStreamLine(
    RootModel[Annotated[SweepLine | SweepPointLine | ThresholdLine | DoneLine | ErrorLine, Field(discriminator="type")]]
):
    """A line of `POST /api/sweeps`."""


EXAMPLES = {
    "The cliff at 2/L": {
        "value": {
            "run": {
                "objective": {"kind": "expression", "expression": "x**2/2 + 50*y**2"},
                "start": [1, 1],
                "steps": 300,
                "optimizers": [{"rule": "gradient_descent"}],
            },
            "setting": "learning_rate",
            "values": [0.001, 0.002, 0.005, 0.01, 0.0199, 0.02, 0.0201, 0.05],
        },
    },
    "How much memory": {
        "value": {
            "run": {
                "objective": {"kind": "surface", "id": "rosenbrock"},
                "steps": 1000,
                "optimizers": [{"rule": "momentum", "learning_rate": 0.0005}],
            },
            "setting": "momentum",
            "values": [0, 0.5, 0.8, 0.9, 0.95, 0.99],
        },
    },
}

STREAM = {
    "description": "One JSON object a line: `sweep`, a `point` for each value, for learning rates a `threshold`, then "
    "`done`. See docs/sweeps.md.",
    "model": SweepStreamLine,
}


@router.post(
    "/sweeps",
    status_code=HTTPStatus.OK,
    response_class=LineStream,
    responses={200: STREAM},
)
async def sweep(specification: Annotated[SweepRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """Run an optimizer with each of several values of one of its settings and follow where it ends.

    A learning rate's threshold of divergence, if the values enclose one, is narrowed down to half a percent.
    """
    threads = python_threads()
    await threads.run(check, specification)
    return LineStream(sweep_lines(specification, threads), stream_capacity())


def check(sweep: SweepRequest) -> None:
    """Refuse what only the whole request can tell.

    Raises:
        ProblemError: an optimizer, a setting or a value that is not there or not allowed, or too much work.
        FaultyTextError: the expression or the rule is not of the language.
    """
    run = sweep.run
    if sweep.optimizer >= len(run.optimizers):
        raise field_problem("optimizer", f"Must be less than the number of optimizers, {len(run.optimizers)}.")
    with within("run"):
        run.steppers()
    setting = sweep.swept_setting()
    if setting is None:
        names = ", ".join(offered.name for offered in run.optimizers[sweep.optimizer].offered_settings())
        raise field_problem("setting", f"Must be one of: {names}." if names else "This optimizer has no settings.")
    for index, value in enumerate(sweep.values):
        if not setting.low <= value <= setting.high:
            raise field_problem(f"values[{index}]", f"Must be from {setting.low:g} to {setting.high:g}.")
    if len(sweep.values) * run.steps > current_settings().max_sweep_steps:
        raise field_problem("values", f"Values times steps must be {current_settings().max_sweep_steps} at most.")
    operations = sweep.stepper(sweep.values[0]).operations
    if len(sweep.values) * run.steps * operations > current_settings().max_sweep_operations:
        max_steps = current_settings().max_sweep_operations // operations
        raise field_problem("values", f"Values times steps must be {max_steps} at most for this loss and optimizer.")
