"""Data sets: those there are, their first images, and those that visitors bring."""

import hashlib
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import Header, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, BeforeValidator, Field

from app.api.dataset_uploads import FILE, UPLOAD_FORM, uploaded
from app.api.training_problems import UNKNOWN_DATASET
from app.datasets.image_archive import Rejected
from app.datasets.labelled import LabelledImages
from app.features.png import sprite
from app.http.negotiation import has_current
from app.http.problems import ProblemError, coded_problem, problem_responses
from app.http.routing import resource_router
from app.http.uploads import takes_form
from app.instance import current_settings
from app.requests.base import WholeInText
from app.scheduling.threads import array_threads
from app.storage.dataset_catalogue import (
    DatasetNotInstalledError,
    Entry,
    Origin,
    UnknownDatasetError,
    entries_for,
    entry_of,
    origin_of,
    remove,
    split_of,
)
from app.storage.uploads import KEY_PATTERN, may_delete

router = resource_router("datasets")

SAMPLES_A_ROW = 20
MAX_SAMPLES = 100
MAX_REJECTED = 100
FOR_AN_HOUR = "public, max-age=3600"

NOT_FOUND = problem_responses(HTTPStatus.NOT_FOUND)
SPRITE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The images, 20 in a row.", "content": {"image/png": {}}},
    304: {"description": "They are those of the If-None-Match header."},
}
OWN_UPLOADS_ONLY = {"cache-control": "private, no-store"}
AnyCase = Annotated[str, BeforeValidator(str.lower)]
Key = Annotated[
    AnyCase | None,
    Header(
        alias="X-Slopelab-Key",
        pattern=KEY_PATTERN,
        description="32 hexadecimal digits, from the answer to an upload; lists and deletes what was uploaded with it.",
    ),
]
AnyKey = Annotated[AnyCase | None, Header(alias="X-Slopelab-Key", description="The key of the upload.")]
CREATED: dict[int | str, dict[str, Any]] = {
    201: {"headers": {"Location": {"description": "Where the data set is.", "schema": {"type": "string"}}}}
}


class DatasetEntry(BaseModel):
    """A data set and what it holds, or will hold once it is installed."""

    id: str
    name: str
    kind: Literal["images", "points"]
    origin: Origin = Field(description="Only what was uploaded can be deleted here.")
    classes: list[str] = Field(description="The names of the classes, in the order of their labels.")
    train: int = Field(description="How many there are to learn from.")
    test: int = Field(description="How many there are to test on.")
    image_shape: list[int] | None = Field(description="Height, width and channels; null for points.")
    installed: bool
    command: str | None = Field(description="The command that installs it on the server; null if it is installed.")
    deletable: bool = Field(description="Whether the key of this request deletes it.")


class RejectedMember(BaseModel):
    """A member of an archive that is no part of the data set."""

    name: str
    reason: str = Field(description="Why, as a sentence.")
    code: str = Field(description="Which reason it is, for clients that tell it in their own words.")
    values: dict[str, str | int] = Field(description="Values that the reason mentions.")


def _rejected(member: Rejected) -> RejectedMember:
    fault = member.fault
    return RejectedMember(name=member.name, reason=fault.message, code=fault.code, values=dict(fault.values))


class UploadedDataset(DatasetEntry):
    """A data set that was just uploaded."""

    rejected: list[RejectedMember] = Field(description=f"The first {MAX_REJECTED} members that were left out.")
    rejected_count: int = Field(description="How many members were left out.")
    key: str = Field(description="Lists and deletes it, as the header `X-Slopelab-Key`. Nobody can find it out later.")


@router.get("/datasets")
async def datasets(response: Response, key: Key = None) -> list[DatasetEntry]:
    """The data sets there are: those built in, CIFAR-10 whether it is installed or not, uploads from the latest on.

    Uploads are those of the key, or of everybody if the server shares them.
    """
    response.headers.update(OWN_UPLOADS_ONLY)
    return await array_threads().run(_listed, key)


def _listed(key: str | None) -> list[DatasetEntry]:
    return [DatasetEntry(**_answer(entry, key)) for entry in entries_for(key)]


@router.post(
    "/datasets",
    status_code=HTTPStatus.CREATED,
    responses={
        **CREATED,
        **problem_responses(HTTPStatus.FORBIDDEN, HTTPStatus.INSUFFICIENT_STORAGE),
    },
)
@takes_form(UPLOAD_FORM)
async def upload_dataset(request: Request, response: Response, key: Key = None) -> UploadedDataset:
    """Make a data set of your own images: a zip archive with a folder for each class. See docs/datasets.md.

    Whoever has its id sees it and trains on it. Only its key lists and deletes it; with none sent, a new one is made.
    """
    if current_settings().uploads == "off":
        raise coded_problem(
            HTTPStatus.FORBIDDEN,
            FILE,
            "uploads_off",
            "This server takes no data sets: whoever runs it has turned uploads off.",
        )
    archive = await uploaded(request, key)
    rejected = archive.rejected
    response.headers.update({"location": f"/api/datasets/{archive.entry.id}", **OWN_UPLOADS_ONLY})
    listed = [_rejected(member) for member in rejected[:MAX_REJECTED]]
    answer = _described(archive.entry)
    return UploadedDataset(**answer, deletable=True, rejected=listed, rejected_count=len(rejected), key=archive.key)


@router.get("/datasets/{id}", responses=NOT_FOUND)
async def dataset(id: str, response: Response, key: Key = None) -> DatasetEntry:
    """A data set."""
    entry = await array_threads().run(_entry, id, key)
    if entry.origin == "uploaded":
        response.headers.update(OWN_UPLOADS_ONLY)
    return entry


@router.delete(
    "/datasets/{id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses={**NOT_FOUND, **problem_responses(HTTPStatus.FORBIDDEN, HTTPStatus.INSUFFICIENT_STORAGE)},
)
async def delete_dataset(id: str, key: AnyKey = None) -> None:
    """Delete a data set that was uploaded with this key, be it damaged since, and what was computed from it.

    Without its key there is none of this id.
    """
    try:
        if origin_of(id) != "uploaded":
            raise ProblemError(
                HTTPStatus.FORBIDDEN, "This data set stays: only those that were uploaded can be deleted here."
            )
        await array_threads().run(_delete, id, key)
    except (UnknownDatasetError, FileNotFoundError, NotADirectoryError) as error:
        raise _unknown() from error
    except OSError as error:
        raise coded_problem(
            HTTPStatus.INSUFFICIENT_STORAGE,
            "id",
            "cannot_be_deleted",
            "The server's data directory may not be written to: nothing was deleted.",
        ) from error


def _delete(id: str, key: str | None) -> None:
    if not may_delete(id, key):
        raise UnknownDatasetError(id)
    remove(id)


@router.get("/datasets/{id}/samples.png", response_class=Response, responses={**SPRITE, **NOT_FOUND})
async def dataset_samples(
    id: str,
    request: Request,
    split: Annotated[Literal["train", "test"], Query(description="Which part they are from.")] = "train",
    count: Annotated[WholeInText, Query(ge=1, le=MAX_SAMPLES, description="How many at most.")] = SAMPLES_A_ROW,
) -> Response:
    """The first images of a data set, unscaled, 20 in a row; what is left of the last row is transparent."""
    content = await array_threads().run(_samples, id, split, count)
    lasting = FOR_AN_HOUR if origin_of(id) != "uploaded" else OWN_UPLOADS_ONLY["cache-control"]
    headers = {"cache-control": lasting, "etag": f'"{hashlib.sha256(content).hexdigest()[:16]}"'}
    if has_current(request, headers["etag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(content, headers=headers, media_type="image/png")


def _samples(id: str, part: Literal["train", "test"], count: int) -> bytes:
    try:
        split = split_of(id)
    except UnknownDatasetError as error:
        raise _unknown() from error
    except DatasetNotInstalledError as error:
        raise ProblemError(
            HTTPStatus.NOT_FOUND, f"This data set is not installed; this installs it: {error.command}"
        ) from error
    labelled = split.train if part == "train" else split.test
    if not isinstance(labelled, LabelledImages):
        raise ProblemError(HTTPStatus.NOT_FOUND, "This data set holds points, which have no pictures.")
    pictures = labelled.images[:count]
    return sprite(pictures, min(SAMPLES_A_ROW, len(pictures)))


def _entry(id: str, key: str | None) -> DatasetEntry:
    try:
        return DatasetEntry(**_answer(entry_of(id), key))
    except UnknownDatasetError as error:
        raise _unknown() from error


def _unknown() -> ProblemError:
    return coded_problem(
        HTTPStatus.NOT_FOUND,
        "id",
        UNKNOWN_DATASET,
        "There is no data set of this id; GET /api/datasets lists those there are.",
    )


def _answer(entry: Entry, key: str | None) -> dict[str, Any]:
    return {**_described(entry), "deletable": entry.origin == "uploaded" and _deletable(entry.id, key)}


def _deletable(id: str, key: str | None) -> bool:
    """Whether a key deletes an upload; what has gone since it was listed, none does."""
    try:
        return may_delete(id, key)
    except OSError:
        return False


def _described(entry: Entry) -> dict[str, Any]:
    description = entry.description
    return {
        "id": entry.id,
        "name": description.name,
        "kind": "points" if description.image_shape is None else "images",
        "origin": entry.origin,
        "classes": list(description.classes),
        "train": description.train,
        "test": description.test,
        "image_shape": None if description.image_shape is None else list(description.image_shape),
        "installed": entry.command is None,
        "command": entry.command,
    }
