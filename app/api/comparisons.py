"""Comparisons: what the same classifier makes of one feature after the other."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import Body
from fastapi.responses import Response
from pydantic import BaseModel, Field, RootModel

from app.api.training_problems import IN_A_COMPARISON, lines_until_removed, training_problems
from app.comparisons.stream import comparison_lines, planned_comparison
from app.engine.endings import Reason
from app.http.line_stream import DoneLine, ErrorLine, LineStream
from app.http.routing import resource_router
from app.requests.comparisons import ComparisonRequest
from app.scheduling.capacity import stream_capacity
from app.scheduling.threads import array_threads

router = resource_router("comparisons")


class ComparisonLine(BaseModel):
    """The first line of a comparison."""

    type: Literal["comparison"]
    comparison: dict[str, Any] = Field(description="The comparison with every default filled in.")


class ComparisonProgressLine(BaseModel):
    """Progress with one feature."""

    type: Literal["progress"]
    feature: str
    stage: Literal["extract", "train"]
    done: int
    of: int


class ComparisonSeconds(BaseModel):
    """Processor time in seconds."""

    extract: float
    train: float


class ComparisonResultLine(BaseModel):
    """How the classifier on one feature fared."""

    type: Literal["result"]
    feature: str
    dimensions: int
    weights: int
    reason: Reason
    loss: float | None
    train_accuracy: float | None
    test_accuracy: float | None
    chance: float
    seconds: ComparisonSeconds


class ComparisonStreamLine(
    RootModel[
        Annotated[
            ComparisonLine | ComparisonProgressLine | ComparisonResultLine | DoneLine | ErrorLine,
            Field(discriminator="type"),
        ]
    ]
):
    """A line of `POST /api/comparisons`."""


EXAMPLES = {
    "Pixels against edges, on digits": {
        "value": {"dataset": "digits", "features": ["pixels", "hog"], "model": "softmax", "epochs": 5},
    },
    "Colour against edges, on photographs": {
        "value": {"dataset": "patches", "features": ["pixels", "color", "hog", "hog+color"], "epochs": 5},
    },
}

STREAM = {
    "description": "One JSON object a line: `comparison`, then for each feature `progress` lines and a `result`, then "
    "`done`. See docs/comparisons.md.",
    "model": ComparisonStreamLine,
}


@router.post(
    "/comparisons",
    status_code=HTTPStatus.OK,
    response_class=LineStream,
    responses={200: STREAM},
)
async def compare(comparison: Annotated[ComparisonRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """Train the same classifier on one feature after the other, and follow how each does on the same test examples."""
    threads = array_threads()
    with training_problems(IN_A_COMPARISON):
        planned = await threads.run(planned_comparison, comparison)
    lines = lines_until_removed(comparison.dataset, comparison_lines(planned, threads), IN_A_COMPARISON)
    return LineStream(lines, stream_capacity())
