"""Codebooks, learned once and kept."""

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
    """A codebook was learned, but the data directory does not take it: it is full, or may not be written to."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__()
        self.codebook = codebook


@one_per_instance
def _learning() -> SharedWork[Event]:
    return SharedWork(current_settings().concurrent_learnings, array_threads())


@one_per_instance
def _default_learning() -> SharedWork[Event]:
    """The learning of the default codebook: apart from the others, so that they cannot hold it up."""
    return SharedWork(1, array_threads())


@one_per_instance
def _in_memory() -> dict[str, Codebook]:
    """The default codebook by its id, where the disk does not take it."""
    return {}


def learn_default_codebook() -> None:
    """Have the codebook that images are read with unless another is named learned to its end, if it is not there.

    It goes on while nobody waits for it, and only while nobody else wants the threads.
    """
    _default_learning().finish(default_codebook_request().id, _default_learned)


def default_codebook_progress() -> float | None:
    """How much of the learning of the default codebook is done, from 0 to 1; None if it is not being learned."""
    latest = _default_learning().latest(default_codebook_request().id)
    return latest.iteration / latest.of if isinstance(latest, Progress) else None


def default_codebook_in_memory() -> bool:
    """Whether the default codebook is there although the disk does not take it."""
    return default_codebook_request().id in _in_memory()


async def default_codebook() -> Codebook:
    """The codebook that images are read with unless another is named; learned if it is not there, which takes seconds.

    Cancelling does not stop the learning.
    """
    return await outcome(codebook_events(default_codebook_request()), Codebook)


async def codebook_events(specification: CodebookRequest) -> AsyncGenerator[Event]:
    """A codebook that is there at once; otherwise how it is learned, event by event, and then the codebook.

    All who ask for one that is being learned follow the same learning. It stops at its next checkpoint when nobody
    does, that of the default codebook excepted.

    Raises:
        CodebookNotStoredError: the data directory does not take it; it takes the default codebook's place in memory.
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
    """The codebook if it is there."""
    if specification.id in _in_memory():
        return _in_memory()[specification.id]
    load = codebook_folder().load(specification.id)
    return None if load is None else load.codebook


def _default_learned() -> Iterator[Event]:
    """The events of learning the default codebook, which is kept in memory where the disk does not take it."""
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
    """The events of learning; the codebook comes when it is on the disk. Another may have been quicker to learn it.

    Raises:
        CodebookNotStoredError: the data directory does not take it.
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
    """The codebook of an id of 12 hexadecimal digits and what it was learned from; None if it is not there."""
    load = codebook_folder().load(id)
    specification = None if load is None else _specification(id, load.specification)
    return None if load is None or specification is None else (specification, load.codebook)


def stored_specifications() -> list[CodebookRequest]:
    """What the codebooks that are kept were learned from, the latest first."""
    specifications = (_specification(id, text) for id, text in codebook_folder().specifications())
    return [specification for specification in specifications if specification is not None]


def _specification(id: str, text: str) -> CodebookRequest | None:
    """What a text specifies; None if that is beyond today's limits or is learned in another way today."""
    try:
        specification = CodebookRequest.model_validate_json(text)
    except ValidationError:
        return None
    return specification if specification.id == id else None
