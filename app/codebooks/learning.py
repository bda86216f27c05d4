"""Codebooks, learned once and stored."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from pydantic import ValidationError

from app.features.codebook import Codebook
from app.features.codebook_learning import Progress, Scatter
from app.instance import current_settings, one_per_instance
from app.logs import logger_of
from app.requests.codebooks import CodebookRequest, default_codebook_request
from app.scheduling.shared_work import SharedWork, outcome
from app.scheduling.threads import array_threads
from app.storage.codebooks import StoredCodebook, codebook_folder

Event = Scatter | Progress | Codebook

logger = logger_of(__name__)


class CodebookNotStoredError(Exception):
    """A codebook was learned, but the data directory is full or cannot be written to."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__()
        self.codebook = codebook


@one_per_instance
def _learning() -> SharedWork[Event]:
    return SharedWork(current_settings().concurrent_learnings, array_threads())


@one_per_instance
def _default_learning() -> SharedWork[Event]:
    """The learning of the default codebook, separate from the others so that they cannot delay it."""
    return SharedWork(1, array_threads())


@one_per_instance
def _in_memory() -> dict[str, Codebook]:
    """The default codebook by its id, if the disk cannot be written to."""
    return {}


def learn_default_codebook() -> None:
    """Learn the default codebook to its end, if it is not stored.

    The learning continues when nobody waits for it, but only while no other work waits for the threads.
    """
    _default_learning().finish(default_codebook_request().id, _default_learned)


def default_codebook_progress() -> float | None:
    """The progress of learning the default codebook, from 0 to 1; None if it is not being learned."""
    latest = _default_learning().latest(default_codebook_request().id)
    return latest.iteration / latest.of if isinstance(latest, Progress) else None


def default_codebook_in_memory() -> bool:
    """Whether the default codebook is available in memory because the disk cannot be written to."""
    return default_codebook_request().id in _in_memory()


async def default_codebook() -> Codebook:
    """Return the default codebook; it is learned if it is not stored, which takes seconds.

    Cancelling does not stop the learning.
    """
    return await outcome(codebook_events(default_codebook_request()), Codebook)


async def codebook_events(specification: CodebookRequest) -> AsyncGenerator[Event]:
    """Yield a stored codebook at once; otherwise the events of learning it, and then the codebook.

    All requests for the same codebook follow the same learning. It stops at its next checkpoint when nobody follows it
    any more, unless it is that of the default codebook.

    Raises:
        CodebookNotStoredError: the data directory cannot be written to; only the default codebook is then cached in
            memory.
    """
    cached = await array_threads().run(_cached, specification)
    if cached is not None:
        yield cached
        return
    if specification == default_codebook_request():
        learn_default_codebook()
        events = _default_learning().follow(default_codebook_request().id, _default_learned)
    else:
        events = _learning().follow(specification.id, lambda: _learned_and_stored(specification))
    async with aclosing(events) as learning:
        async for event in learning:
            yield event


def _cached(specification: CodebookRequest) -> Codebook | None:
    """Return the codebook if it is stored or cached."""
    if specification.id in _in_memory():
        return _in_memory()[specification.id]
    stored = codebook_folder().load(specification.id)
    return None if stored is None else stored.codebook


def _default_learned() -> Iterator[Event]:
    """Yield the events of learning the default codebook, which is cached in memory if the disk cannot be written to."""
    events = _learned_and_stored(default_codebook_request())
    while True:
        try:
            event = next(events, None)
        except CodebookNotStoredError as error:
            logger.warning("The default codebook cannot be written to the data directory and stays in memory.")
            _in_memory()[default_codebook_request().id] = error.codebook
            yield error.codebook
            return
        if event is None:
            return
        yield event


def _learned_and_stored(specification: CodebookRequest) -> Iterator[Event]:
    """Yield the events of learning, and the codebook once it is on the disk. Another process may have learned it first.

    Raises:
        CodebookNotStoredError: the data directory cannot be written to.
    """
    cached = _cached(specification)
    if cached is not None:
        yield cached
        return
    for event in specification.learning():
        if isinstance(event, Codebook):
            try:
                codebook_folder().save(specification.id, StoredCodebook(specification.model_dump_json(), event))
            except OSError as error:
                raise CodebookNotStoredError(event) from error
        yield event


def stored_codebook(id: str) -> tuple[CodebookRequest, Codebook] | None:
    """Return the codebook of an id of 12 hexadecimal digits and its request; None if it is not stored."""
    stored = codebook_folder().load(id)
    specification = None if stored is None else _specification(id, stored.specification)
    return None if stored is None or specification is None else (specification, stored.codebook)


def stored_specifications() -> list[CodebookRequest]:
    """List the requests of the stored codebooks, the latest first."""
    specifications = (_specification(id, text) for id, text in codebook_folder().specifications())
    return [specification for specification in specifications if specification is not None]


def _specification(id: str, text: str) -> CodebookRequest | None:
    """Parse a stored request; None if it exceeds the current limits or belongs to another version of the algorithm."""
    try:
        specification = CodebookRequest.model_validate_json(text)
    except ValidationError:
        return None
    return specification if specification.id == id else None
