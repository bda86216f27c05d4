"""Pipelines: what a trained classifier makes of a picture, and what a step of training on it changes."""

from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus

import anyio
import numpy as np
import orjson
from fastapi import Request
from fastapi.responses import Response
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from app.api.training_problems import IN_A_POSTED_RUN, training_problems
from app.features.fitting import fitted_image
from app.http.image_workers import read_image
from app.http.problems import ProblemError, busy, field_problem
from app.http.routing import json_answer, resource_router
from app.http.time_limit import SHARE_OF_TIME
from app.http.uploads import IMAGE_FORMATS, UploadForm, form_of, read_upload, takes_form
from app.instance import current_settings
from app.pipelines.pipeline import Pipeline, image_shape, label_of, learning_rate, pipeline_events
from app.requests.faulty_text import within
from app.requests.pipelines import PipelineRequest
from app.requests.trainings import TrainingRequest
from app.scheduling.capacity import OverCapacityError, stream_capacity
from app.scheduling.shared_work import outcome
from app.scheduling.slices import in_slices
from app.scheduling.threads import array_threads
from app.training.defaults import planned
from app.training.task import TrainingPlan
from app.training.trained import Trained, trained_classifier_events

router = resource_router("pipelines")


_FILE = "image"


class PartAnswer(BaseModel):
    """One of the features that make the vector, before it is standardised."""

    feature: str
    values: list[float]


class JudgementAnswer(BaseModel):
    """Scores and loss of the picture."""

    scores: list[float] = Field(description="One for each class.")
    probabilities: list[float] | None = Field(description="Their softmax; null for a model that has none.")
    loss: float = Field(description="Of this picture alone, regularization included.")
    penalty: float = Field(description="The part of the loss that is regularization.")
    gradient_norm: float


class PipelineAnswer(BaseModel):
    """The picture in each stage of the pipeline."""

    image: list[list[list[int]]] = Field(description="As the classifier sees it: rows, columns, channels.")
    classes: list[str]
    parts: list[PartAnswer]
    cells: list[list[list[float]]] | None = Field(
        description="HOG cells as their blocks see them, by row, column and orientation; null without HOG."
    )
    label: str
    learning_rate: float
    before: JudgementAnswer = Field(description="At the trained weights.")
    after: JudgementAnswer | None = Field(description="After the steps; null if they led to no finite loss.")
    losses: list[float] = Field(description="Before the first step and after each, as long as they are finite.")


@router.post(
    "/pipelines",
    responses={
        200: {"model": PipelineAnswer},
    },
)
@takes_form(
    UploadForm(PipelineRequest, _FILE, IMAGE_FORMATS, "max_image_body_bytes", example={"label": "coffee", "steps": 1})
)
async def pipelines(request: Request) -> Response:
    """Take a picture through the pipeline: features, scores, loss, and steps of gradient descent on it alone.

    The classifier is trained if it was not yet. The picture is forgotten with the answer, and so are the steps.
    """
    seconds = SHARE_OF_TIME * current_settings().request_seconds
    deadline = anyio.current_time() + seconds
    try:
        with ExitStack() as place:
            picture = await _picture(request, place)
            with anyio.fail_after(deadline - anyio.current_time()):
                found = await _pipeline(picture)
    except OverCapacityError as error:
        raise busy() from error
    except TimeoutError as error:
        raise _too_slow(seconds) from error
    return await array_threads().run(json_answer, found)


@dataclass(frozen=True, eq=False)
class _Picture:
    """A picture, and the request about it.

    Attributes:
        run: trains the classifier.
        plan: of the classifier's training.
        image: (height, width, channels) uint8, as the classifier sees it.
        label: the class that is asked for.
        rate: the learning rate of the steps.
    """

    run: TrainingRequest
    plan: TrainingPlan
    image: NDArray[np.uint8]
    label: int | None
    rate: float
    steps: int


async def _picture(request: Request, place: ExitStack) -> _Picture:
    """Read a request; its file is dropped, which is a thousand times as large as the picture that the classifier uses.

    Args:
        place: holds the place that the request takes once its file has arrived.

    Raises:
        OverCapacityError: there is no place.
        ProblemError: something cannot be had.
    """
    upload = await read_upload(request, _FILE, current_settings().max_image_bytes)
    place.enter_context(stream_capacity().place())
    form = form_of(_with_run(upload.fields), PipelineRequest)
    with training_problems(IN_A_POSTED_RUN), within("run"):
        run, plan, shape, label, rate = await array_threads().run(_prepared, form)
    image = await read_image(fitted_image, upload.content, current_settings().max_image_pixels, shape)
    return _Picture(run, plan, image, label, rate, form.steps)


def _with_run(fields: Mapping[str, str]) -> Mapping[str, object]:
    """The fields, the run among them read as JSON."""
    if "run" not in fields:
        return fields
    if len(fields["run"].encode()) > current_settings().max_body_bytes:
        raise field_problem("run", f"Must have at most {current_settings().max_body_bytes} bytes.")
    try:
        return {**fields, "run": orjson.loads(fields["run"])}
    except orjson.JSONDecodeError as error:
        raise field_problem("run", "Must be JSON.") from error


def _prepared(
    form: PipelineRequest,
) -> tuple[TrainingRequest, TrainingPlan, tuple[int, int, int], int | None, float]:
    """The run, what it trains, the shape of its images, the class that is asked for, and the learning rate."""
    rate = learning_rate(form.run)
    run, plan = planned(form.run)
    return run, plan, image_shape(plan), label_of(plan, form.label), rate


async def _pipeline(picture: _Picture) -> Pipeline:
    with training_problems(IN_A_POSTED_RUN), within("run"):
        trained = await outcome(trained_classifier_events(picture.run.alone(0), picture.plan), Trained)
        events = pipeline_events(
            trained.task, trained.trajectory, picture.image, picture.label, picture.rate, picture.steps
        )
        return await outcome(_one_by_one(events), Pipeline)


async def _one_by_one(events: Iterator[object]) -> AsyncGenerator[object]:
    async for done in in_slices(array_threads(), events):
        for event in done:
            yield event


def _too_slow(seconds: float) -> ProblemError:
    """The problem of a training that takes too long; retrying would not help, since it stops when nobody waits."""
    return ProblemError(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"The classifier was not trained within {seconds:g} seconds. POST its run to /api/runs first and read the "
        "stream to its end: its path is kept, and pictures need no further training.",
    )
