"""Codebooks of visual words: learned before one's eyes, and kept."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from http import HTTPStatus
from typing import Annotated, Any, Literal

import anyio
import numpy as np
from fastapi import Body, Request
from fastapi.responses import Response
from numpy.typing import NDArray
from pydantic import BaseModel, Field, RootModel

from app.codebooks.learning import (
    CodebookNotStoredError,
    Event,
    codebook_events,
    default_codebook,
    default_codebook_in_memory,
    default_codebook_progress,
    stored_codebook,
    stored_specifications,
)
from app.features.codebook import Codebook
from app.features.codebook_learning import Progress, Scatter
from app.features.png import sprite
from app.http.line_stream import DoneLine, ErrorLine, LineStream, error_line
from app.http.negotiation import has_current
from app.http.problems import ProblemError, problem_responses, retry_later
from app.http.routing import json_answer, resource_router
from app.http.time_limit import SHARE_OF_TIME
from app.instance import current_settings
from app.json_lines import DONE, line
from app.requests.codebooks import CodebookRequest, default_codebook_request
from app.scheduling.capacity import stream_capacity
from app.scheduling.threads import array_threads

router = resource_router("codebooks")

WORDS_A_ROW = 40
DIGITS = 4
KEEP_FOR_EVER = "public, max-age=31536000, immutable"
NOT_FOUND = problem_responses(HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE)


class CodebookEntry(BaseModel):
    """A codebook in the list."""

    id: str = Field(description="12 hexadecimal digits, a digest of what follows.")
    dataset: str
    words: int
    patch: str
    seed: int
    learned: bool = Field(description="Whether it is there already; the default one is learned when the server starts.")
    progress: float | None = Field(description="How much of its learning is done, from 0 to 1; null if none goes on.")


class CodebookAnswer(BaseModel):
    """A codebook and how it was learned."""

    id: str
    dataset: str
    words: int
    patch: str
    seed: int
    side: int = Field(description="The pixels along a side of a patch, and of a word's picture.")
    step: int = Field(description="The pixels from a patch of an image to the next.")
    iterations: int = Field(description="How often k-means looked at all training patches.")
    inertia: float = Field(description="The mean squared distance of the training patches to their words.")
    counts: list[int] = Field(description="The training patches of each word.")


class CodebookPlaneLine(BaseModel):
    """Some of the training patches, on the plane in which they vary most."""

    type: Literal["plane"]
    x: list[float]
    y: list[float]


class CodebookProgressLine(BaseModel):
    """An iteration of k-means, with the words on the same plane."""

    type: Literal["progress"]
    iteration: int
    of: int
    inertia: float
    x: list[float]
    y: list[float]


class CodebookLine(CodebookAnswer):
    """The codebook."""

    type: Literal["codebook"]


class CodebookStreamLine(
    RootModel[
        Annotated[
            CodebookPlaneLine | CodebookProgressLine | CodebookLine | DoneLine | ErrorLine, Field(discriminator="type")
        ]
    ]
):
    """A line of `POST /api/codebooks`."""


EXAMPLES = {
    "Few words, soon learned": {"value": {"dataset": "patches", "words": 40, "patch": "whitened", "seed": 0}},
    "Words of SIFT descriptors": {"value": {"dataset": "patches", "words": 40, "patch": "sift", "seed": 0}},
}

STREAM = {
    "description": "One JSON object a line: `plane`, a `progress` for each iteration, `codebook`, then `done`. See "
    "docs/codebooks.md.",
    "model": CodebookStreamLine,
}
SPRITE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The pictures of the words, 40 in a row.", "content": {"image/png": {}}},
    304: {"description": "They are those of the If-None-Match header."},
}


@router.get("/codebooks")
async def codebooks() -> list[CodebookEntry]:
    """The codebooks that are kept, the default one first whether it is learned yet or not."""
    learned = await array_threads().run(stored_specifications)
    default = default_codebook_request()
    others = [specification for specification in learned if specification != default]
    return [
        CodebookEntry(
            id=specification.id,
            learned=specification in learned or (specification == default and default_codebook_in_memory()),
            progress=default_codebook_progress() if specification == default else None,
            **specification.model_dump(),
        )
        for specification in (default, *others)
    ]


@router.post(
    "/codebooks",
    status_code=HTTPStatus.OK,
    response_class=LineStream,
    responses={200: STREAM},
)
async def learn_codebook(specification: Annotated[CodebookRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """Learn a codebook and follow how its words find their places; one that is there already comes at once."""
    return LineStream(codebook_lines(specification), stream_capacity())


@router.get("/codebooks/{id}", responses={200: {"model": CodebookAnswer}, **NOT_FOUND})
async def codebook(id: str) -> Response:
    """A codebook and how it was learned. The default one is learned now if it is not there."""
    specification, found = await _codebook(id)
    return await array_threads().run(_answer, specification, found)


@router.get("/codebooks/{id}/words.png", response_class=Response, responses={**SPRITE, **NOT_FOUND})
async def codebook_pictures(id: str, request: Request) -> Response:
    """The pictures of the words, unscaled, 40 in a row, row by row; what is left of the last row is transparent."""
    _, found = await _codebook(id)
    headers = {"cache-control": KEEP_FOR_EVER, "etag": f'"{id}"'}
    if has_current(request, headers["etag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    content = await array_threads().run(sprite, found.pictures, WORDS_A_ROW)
    return Response(content, headers=headers, media_type="image/png")


async def codebook_lines(specification: CodebookRequest) -> AsyncGenerator[bytes]:
    """The lines of a learning. Cancelling the consumer ends the work within one iteration, unless others follow it."""
    try:
        async with aclosing(codebook_events(specification)) as events:
            async for event in events:
                yield await array_threads().run(_line, specification, event)
    except CodebookNotStoredError:
        yield error_line(cannot_keep())
    else:
        yield DONE


def cannot_keep() -> ProblemError:
    """The problem of a codebook that was learned but cannot be stored."""
    return ProblemError(
        HTTPStatus.INSUFFICIENT_STORAGE,
        "The codebook was learned, but the server's data directory cannot keep it: it is full or may not be written "
        "to. Whoever runs the server can name another one in SLOPELAB_DATA.",
    )


async def needed_codebook() -> Codebook:
    """The default codebook, learned if it is not there.

    Raises:
        ProblemError: it is still being learned when the request has no more time. The learning goes on.
    """
    try:
        with anyio.fail_after(SHARE_OF_TIME * current_settings().request_seconds):
            return await default_codebook()
    except TimeoutError as error:
        share = default_codebook_progress() or 0.0
        raise retry_later(
            f"The default codebook is being learned, once for all, and {share:.0%} of it is done"
        ) from error


async def _codebook(id: str) -> tuple[CodebookRequest, Codebook]:
    """The codebook of an id.

    Raises:
        ProblemError: there is none, or the default one is still being learned.
    """
    default = default_codebook_request()
    if id == default.id:
        return default, await needed_codebook()
    found = None
    if re.fullmatch("[0-9a-f]{12}", id):
        found = await array_threads().run(stored_codebook, id)
    if found is None:
        raise ProblemError(
            HTTPStatus.NOT_FOUND,
            "There is no codebook of this id. GET /api/codebooks lists those there are, a POST there learns one.",
        )
    return found


def _line(specification: CodebookRequest, event: Event) -> bytes:
    match event:
        case Scatter(x, y):
            return line({"type": "plane", "x": _rounded(x), "y": _rounded(y)})
        case Progress(iteration, of, inertia, x, y):
            places = {"x": _rounded(x), "y": _rounded(y)}
            return line({"type": "progress", "iteration": iteration, "of": of, "inertia": inertia, **places})
        case Codebook():
            return line({"type": "codebook", **_content(specification, event)})


def _answer(specification: CodebookRequest, codebook: Codebook) -> Response:
    return json_answer(_content(specification, codebook))


def _content(specification: CodebookRequest, codebook: Codebook) -> dict[str, Any]:
    return {
        "id": specification.id,
        **specification.model_dump(),
        "side": codebook.reader.side,
        "step": codebook.reader.step,
        "iterations": codebook.training.iterations,
        "inertia": codebook.training.inertia,
        "counts": codebook.training.counts.tolist(),
    }


def _rounded(coordinates: NDArray[np.float32]) -> list[float]:
    rounded: list[float] = coordinates.astype(np.float64).round(DIGITS).tolist()
    return rounded
