"""The processes in which images are decoded and read, and what a visitor is told when one fails."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from typing import ParamSpec, TypeVar

from app.features.cnn.reading import CnnNotInstalledError, cnn_installed
from app.features.decoding import FORMATS, BrokenImageError, NotAnImageError, TooManyPixelsError
from app.http.problems import ProblemError, coded_problem, retry_later
from app.instance import current_settings, one_per_instance
from app.logs import logger_of
from app.workers.pool import QueueFullError, WorkerDiedError, WorkerPool, WorkMemoryError, WorkTimeoutError

P = ParamSpec("P")
T = TypeVar("T")

ARCHIVE_PARTS = 8
"""Each is read within the time of one image."""

_IMPORTED = (
    "app.http.server",
    "app.storage.dataset_catalogue",
    "app.datasets.download",
    "app.datasets.image_archive",
    "app.features.documents",
    "app.features.fitting",
    "app.workers.shared_content",
)
"""What the processes import once for all of them: what their work needs, and what the command imports, which every new
process runs again. What is not among it takes a tenth of a second or more of each new process."""

logger = logger_of(__name__)


@one_per_instance
def _pool() -> WorkerPool:
    settings = current_settings()
    return WorkerPool(
        processes=image_processes(),
        waiting=settings.max_waiting_images,
        seconds=settings.image_seconds,
        memory_bytes=settings.image_memory_bytes + (settings.cnn_memory_bytes if cnn_installed() else 0),
        modules=_IMPORTED,
    )


@asynccontextmanager
async def image_workers() -> AsyncIterator[None]:
    """Keeps the processes for as long as the context lasts; they start in the background."""
    warming = asyncio.create_task(_pool().warm_up())
    try:
        yield
    finally:
        warming.cancel()
        _pool().stop()


async def read_image(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Return the result of ``function`` on an image, computed in a separate process.

    Raises:
        ProblemError: the image cannot be read, takes more than is given to one, or needs an extra that is not
            installed.
    """
    try:
        with _failing_in_words("image"):
            return await _pool().run(current_settings().image_patience_seconds, function, *arguments, **named)
    except NotAnImageError as error:
        formats = ", ".join(FORMATS)
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"The file is no image of these formats: {formats}; or of a rare kind of them.",
        ) from error
    except TooManyPixelsError as error:
        megapixels = current_settings().max_image_pixels / 1e6
        raise ProblemError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The image is too large: at most {megapixels:g} megapixels."
        ) from error
    except BrokenImageError as error:
        raise _broken("image") from error


async def read_archive(function: Callable[[int, int], T]) -> list[T]:
    """Return the results of ``function`` on each part of an archive; it takes a part's number and the number of parts.

    Each part is read in a process, as many at once as there are processes; others' images take turns with the parts.

    Raises:
        ProblemError: a part takes more than is given to one image.
        Exception: what the function raises itself.
    """
    places = asyncio.Semaphore(image_processes())

    async def read(part: int) -> T:
        async with places:
            with _failing_in_words("archive"):
                return await _pool().run(current_settings().upload_seconds, function, part, ARCHIVE_PARTS)

    reading = [asyncio.ensure_future(read(part)) for part in range(ARCHIVE_PARTS)]
    try:
        return await asyncio.gather(*reading)
    finally:
        for part in reading:
            part.cancel()


def image_processes() -> int:
    """How many processes work on images."""
    return current_settings().image_processes or os.cpu_count() or 1


@contextmanager
def _failing_in_words(thing: str) -> Iterator[None]:
    """Say why work on a thing did not come to an end."""
    try:
        yield
    except WorkerDiedError as error:
        logger.warning("A process died of an %s that it read.", thing)
        raise _broken(thing) from error
    except WorkTimeoutError as error:
        seconds = f"{current_settings().image_seconds:g}"
        message = f"Reading this {thing} takes longer than {seconds} seconds. Send a smaller one."
        raise coded_problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, thing, "reading_takes_long", message, seconds=seconds
        ) from error
    except WorkMemoryError as error:
        message = f"Reading this {thing} takes more memory than one is given. Send a smaller one."
        raise coded_problem(HTTPStatus.UNPROCESSABLE_ENTITY, thing, "reading_takes_memory", message) from error
    except CnnNotInstalledError as error:
        raise ProblemError(HTTPStatus.NOT_IMPLEMENTED, str(error)) from error
    except QueueFullError as error:
        raise retry_later("Many images are being read") from error


def _broken(thing: str) -> ProblemError:
    message = f"The {thing} is damaged or breaks off: it cannot be decoded to its end."
    return coded_problem(HTTPStatus.UNPROCESSABLE_ENTITY, thing, "cannot_be_decoded", message)
