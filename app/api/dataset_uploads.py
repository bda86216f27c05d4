"""A zip archive with a folder of images for each class becomes a data set."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from fastapi import Request

from app.datasets.assembly import UnusableClassesError, assembled
from app.datasets.charsets import Charset
from app.datasets.image_archive import (
    ArchiveFault,
    ArchiveTooLargeError,
    Limits,
    NotAZipError,
    Part,
    Rejected,
    read_part,
)
from app.datasets.labelled import description_of
from app.datasets.member_names import WrongCharsetError
from app.http.image_workers import read_archive
from app.http.problems import ProblemError, coded_problem, field_problem
from app.http.uploads import UploadForm, form_of, received_upload
from app.http.validation_errors import FieldError
from app.instance import current_settings, one_per_instance
from app.requests.datasets import DatasetRequest
from app.scheduling.claims import Visitor, current_visitor
from app.scheduling.slots import Slots
from app.scheduling.threads import array_threads
from app.storage.dataset_catalogue import Entry
from app.storage.uploads import UploadTooLargeError, save_upload
from app.workers.shared_content import shared, with_content

FILE = "archive"


@one_per_instance
def _slots() -> Slots:
    """For uploaded archives, each of which takes one while it is read."""
    return Slots(current_settings().concurrent_uploads)


def _limits() -> Limits:
    settings = current_settings()
    return Limits(
        settings.max_archive_members,
        settings.max_unpacked_bytes,
        settings.max_image_bytes,
        settings.max_image_pixels,
        settings.max_name_length,
    )


UPLOAD_FORM = UploadForm(
    DatasetRequest,
    FILE,
    "A zip archive; each folder of images is a class.",
    max_bytes="max_archive_body_bytes",
    seconds="upload_seconds",
)


@dataclass(frozen=True, eq=False)
class UploadedArchive:
    """The data set made from an archive.

    Attributes:
        key: lists and deletes the data set.
        rejected: the members that are no part of it.
    """

    entry: Entry
    key: str
    rejected: Sequence[Rejected]


async def uploaded(request: Request, key: str | None) -> UploadedArchive:
    """The data set that a request brings, kept under a key.

    An archive waits its turn to be read once it has arrived, so that nobody waits for one that drips.

    Raises:
        ProblemError: the archive cannot be read or kept, or its sender sends more than there is room for.
    """
    async with received_upload(request, FILE, current_settings().max_archive_bytes) as upload:
        form = form_of(upload.fields, DatasetRequest)
        async with _slots().slot():
            upload.reception.is_worked_on = True
            parts = await _parts(upload.content, form.charset)
            return await array_threads().run(_kept, form.name, parts, key, current_visitor())


async def _parts(content: bytes, charset: Charset | None) -> list[Part]:
    try:
        with shared(content) as archive:
            return await read_archive(partial(with_content, read_part, archive, limits=_limits(), charset=charset))
    except WrongCharsetError as error:
        raise field_problem(
            "charset", "The names in the archive are no text in this encoding. Leave it out to have it guessed."
        ) from error
    except NotAZipError as error:
        raise _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, error.fault) from error
    except ArchiveTooLargeError as error:
        raise _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, error.fault) from error


def _kept(name: str, parts: Sequence[Part], key: str | None, visitor: Visitor) -> UploadedArchive:
    try:
        split, rejected = assembled(parts, current_settings().max_classes)
    except UnusableClassesError as error:
        raise _refused(HTTPStatus.UNPROCESSABLE_ENTITY, error.fault, error.rejected) from error
    try:
        id, used = save_upload(name, split, key, visitor)
    except UploadTooLargeError as error:
        room = {"megabytes": f"{current_settings().max_upload_bytes_per_visitor / 1e6:g}"}
        raise _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, ArchiveFault("takes_too_much_room", room)) from error
    except OSError as error:
        raise coded_problem(
            HTTPStatus.INSUFFICIENT_STORAGE,
            FILE,
            "cannot_be_kept",
            "The images were read, but the server's data directory cannot keep them: it is full, no folder, or may not "
            "be written to. Whoever runs the server can name another one in SLOPELAB_DATA.",
        ) from error
    return UploadedArchive(Entry(id, "uploaded", description_of(name, split)), used, rejected)


def _refused(status: HTTPStatus, fault: ArchiveFault, rejected: Sequence[Rejected] = ()) -> ProblemError:
    """The problem of an archive that cannot become a data set, with the fault of its first rejected member."""
    first = [member.fault for member in rejected[:1]]
    added = [f"Members rejected: {len(rejected):,}. The first: {reason.message}" for reason in first]
    errors = [
        FieldError(location=FILE, message=each.message, code=each.code, values=dict(each.values) or None)
        for each in (fault, *first)
    ]
    return ProblemError(status, " ".join([fault.message, *added]), errors=errors)
