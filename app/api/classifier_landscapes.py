"""The landscapes of trained classifiers, as `POST /api/landscapes` answers them."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any, Literal

import anyio
from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, RootModel

from app.api.training_problems import IN_A_POSTED_RUN, lines_until_removed, training_problems
from app.http.line_stream import MEDIA_TYPE, DoneLine, ErrorLine, LineStream
from app.http.negotiation import weights
from app.http.problems import ProblemError, field_problem, retry_later
from app.http.routing import json_answer
from app.http.time_limit import SHARE_OF_TIME
from app.instance import current_settings
from app.json_lines import DONE, line
from app.landscapes.cache import landscape_events
from app.landscapes.costs import Counts, counts_of
from app.landscapes.landscape import ClassifierLandscape, Event
from app.requests.faulty_text import within
from app.requests.landscapes import ClassifierLandscapeRequest
from app.scheduling.capacity import stream_capacity
from app.scheduling.shared_work import outcome
from app.scheduling.threads import array_threads
from app.training.defaults import planned
from app.training.task import TrainingPlan
from app.training.trained import Progress


class PathAnswer(BaseModel):
    """Where the optimizer was when it was looked at; the last entry is the final weights, at (0, 0)."""

    step: list[int]
    x: list[float] = Field(description="The nearest point of the plane.")
    y: list[float]
    loss: list[float | None] = Field(description="The loss at the weights themselves.")
    plane_loss: list[float | None] = Field(description="The loss at that point of the plane.")
    residual: list[float] = Field(description="The distance of the weights from the plane.")


class ExplainedAnswer(BaseModel):
    """Shares of the squared distances of the path from its end; null if the optimizer never left its start."""

    x: float | None = Field(description="Along the first direction alone.")
    y: float | None = Field(description="Along the second.")
    total: float | None = Field(description="In the plane.")


class ClassifierLandscapeAnswer(BaseModel):
    """``loss[j][i]`` is the full training loss, regularization included, at ``(x[i], y[j])`` from the final weights."""

    x: list[float]
    y: list[float]
    loss: list[list[float | None]]
    path: PathAnswer
    explained_variance: ExplainedAnswer
    eigenvalues: list[float] | None = Field(None, description="For the plane of the Hessian: of its two directions.")


class LandscapeProgressLine(BaseModel):
    """Progress with the landscape of a classifier."""

    type: Literal["progress"]
    stage: Literal["extract", "train", "plane", "path", "losses"]
    share: float


class LandscapeLine(ClassifierLandscapeAnswer):
    """The landscape."""

    type: Literal["landscape"]


class LandscapeStreamLine(
    RootModel[Annotated[LandscapeProgressLine | LandscapeLine | DoneLine | ErrorLine, Field(discriminator="type")]]
):
    """A line of `POST /api/landscapes` with `Accept: application/x-ndjson`."""


DIGITS: dict[str, Any] = {
    "objective": {"kind": "classifier", "dataset": "digits", "feature": "pixels", "model": "softmax"},
    "optimizers": [{"rule": "momentum", "learning_rate": 0.05, "gradient": {"kind": "minibatch", "size": 64}}],
}

EXAMPLES: dict[str, Any] = {
    "A classifier of digits, on random directions": {
        "value": {"run": DIGITS, "optimizer": 0, "plane": {"kind": "random", "normalization": "filter", "seed": 0}},
    },
    "Where its path went": {"value": {"run": DIGITS, "plane": {"kind": "pca"}}},
    "Where its loss bends most": {
        "value": {
            "run": DIGITS,
            "plane": {"kind": "hessian"},
            "x": {"low": -2, "high": 2, "count": 41},
            "y": {"low": -2, "high": 2, "count": 41},
        },
    },
}


async def classifier_landscape(specification: ClassifierLandscapeRequest, request: Request) -> Response:
    """Answer with the landscape, for which the optimizer is trained if it was not yet; as a stream if one is asked for.

    Raises:
        ProblemError: what was asked for is not there, cannot be had, or was not done in time.
        FaultyTextError: a rule is not of the language.
    """
    if asks_for_lines(request):
        complete, plan, counts = await _prepared(specification, current_settings().max_streamed_plane_work)
        return LineStream(landscape_lines(complete, plan, counts), stream_capacity())
    seconds = SHARE_OF_TIME * current_settings().request_seconds
    try:
        with anyio.fail_after(seconds):
            landscape = await _landscape(specification)
    except TimeoutError as error:
        raise _too_slow(seconds) from error
    return await array_threads().run(_answer, landscape)


async def _landscape(specification: ClassifierLandscapeRequest) -> ClassifierLandscape:
    complete, plan, counts = await _prepared(specification, current_settings().max_plane_work)
    with training_problems(IN_A_POSTED_RUN):
        return await outcome(landscape_events(complete, plan, counts), ClassifierLandscape)


async def _prepared(
    specification: ClassifierLandscapeRequest, max_work: int
) -> tuple[ClassifierLandscapeRequest, TrainingPlan, Counts]:
    """The specification with the defaults of its run filled in, the plan of what is trained, and how many samples the
    landscape may have."""
    return await array_threads().run(_planned, specification, max_work)


def _planned(
    specification: ClassifierLandscapeRequest, max_work: int
) -> tuple[ClassifierLandscapeRequest, TrainingPlan, Counts]:
    run, optimizer = specification.run, specification.optimizer
    if optimizer >= len(run.optimizers):
        raise field_problem("optimizer", f"Must be less than the number of optimizers, {len(run.optimizers)}.")
    with training_problems(IN_A_POSTED_RUN), within("run"):
        complete, plan = planned(run)
    with training_problems(IN_A_POSTED_RUN):
        return specification.model_copy(update={"run": complete}), plan, counts_of(specification, plan, max_work)


def _too_slow(seconds: float) -> ProblemError:
    return retry_later(
        f"The landscape was not ready within {seconds:g} seconds. If the run was not trained yet, POST it to /api/runs "
        "first: its path is kept, and landscapes need no further training. Otherwise ask for fewer samples, or for a "
        f"stream: Accept: {MEDIA_TYPE}"
    )


def _answer(landscape: ClassifierLandscape) -> Response:
    return json_answer(landscape.fields)


CONTENT: dict[str, Any] = {
    MEDIA_TYPE: {
        "schema": {"$ref": "#/components/schemas/LandscapeStreamLine"},
        "example": '{"type":"progress","stage":"train","share":0.5}\n'
        '{"type":"progress","stage":"losses","share":1.0}\n'
        '{"type":"landscape","x":[-1,0,1],"y":[0],"loss":[[2.1,0.4,1.9]]}\n'
        '{"type":"done"}\n',
    }
}
"""How the stream stands in the schema."""


def asks_for_lines(request: Request) -> bool:
    """Whether the media type of streams is among those that the request accepts by name."""
    return weights(request.headers.get("accept", "")).get(MEDIA_TYPE, 0.0) > 0


def landscape_lines(
    specification: ClassifierLandscapeRequest, plan: TrainingPlan, counts: Counts
) -> AsyncGenerator[bytes]:
    """How the landscape comes along, the landscape, and that it is done; or what is wrong.

    Cancelling the consumer ends the work within one slice, unless others wait for it too.

    Args:
        plan: of the run's objective.
        counts: as ``costs.counts_of`` found.
    """
    lines = _lines(specification, plan, counts)
    return lines_until_removed(specification.run.objective.dataset, lines, IN_A_POSTED_RUN)


async def _lines(
    specification: ClassifierLandscapeRequest, plan: TrainingPlan, counts: Counts
) -> AsyncGenerator[bytes]:
    async with aclosing(landscape_events(specification, plan, counts)) as events:
        async for event in events:
            yield await array_threads().run(_line, event)
    yield DONE


def _line(event: Event) -> bytes:
    match event:
        case Progress(stage, share):
            return line({"type": "progress", "stage": stage, "share": share})
        case landscape:
            return line({"type": "landscape", **landscape.fields})
