"""Codebooks, learned once and kept."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from pydantic import ValidationError

from app.features.codebook import Codebook
from app.features.codebook_learning import Progress, Scatter
from app.scheduling.event_loops import PerEventLoop
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.settings import settings
from app.storage.codebook_archive import KeptCodebook
from app.storage.codebooks import CodebookFolder
from app.studies.codebook_specification import DEFAULT, CodebookSpecification

Piece = Scatter | Progress | Codebook


class CannotKeep(Exception):
    """A codebook was learned, but the data directory does not take it: it is full, or may not be written to."""


_shared: PerEventLoop[SharedWork[Piece]] = PerEventLoop(
    lambda: SharedWork(settings.concurrent_learnings, array_threads())
)


async def default_codebook() -> Codebook:
    """The codebook that images are read with unless another is named; learned if it is not there, which takes seconds.

    Raises:
        CannotKeep: the data directory does not take it.
    """
    return await codebook_of(DEFAULT)


async def codebook_of(specification: CodebookSpecification) -> Codebook:
    """The codebook, learned if it is not there.

    Raises:
        CannotKeep: the data directory does not take it.
    """
    async with aclosing(codebook_pieces(specification)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Codebook):
                return piece
    raise AssertionError("learning ends with a codebook")


async def codebook_pieces(specification: CodebookSpecification) -> AsyncGenerator[Piece]:
    """A codebook that is there at once; otherwise how it is learned, piece by piece, and then the codebook.

    All who ask for one that is being learned follow the same learning. It stops within one piece when nobody does.

    Raises:
        CannotKeep: the data directory does not take it.
    """
    kept = await array_threads().run(folder().kept, specification.id)
    if kept is not None:
        yield kept.codebook
        return
    async with aclosing(_shared().follow(specification.id, lambda: _learned_and_kept(specification))) as pieces:
        async for piece in pieces:
            yield piece


def _learned_and_kept(specification: CodebookSpecification) -> Iterator[Piece]:
    """The pieces of learning; the codebook comes when it is on the disk. Another may have been quicker to learn it."""
    kept = folder().kept(specification.id)
    if kept is not None:
        yield kept.codebook
        return
    for piece in specification.learning():
        if isinstance(piece, Codebook):
            _keep(specification, piece)
        yield piece


def _keep(specification: CodebookSpecification, codebook: Codebook) -> None:
    try:
        folder().keep(specification.id, KeptCodebook(specification.model_dump_json(), codebook))
    except OSError as error:
        raise CannotKeep from error


def kept_codebook(id: str) -> tuple[CodebookSpecification, Codebook] | None:
    """The codebook of an id of 12 hexadecimal digits and what it was learned from; None if it is not there."""
    kept = folder().kept(id)
    specification = None if kept is None else _specification(id, kept.specification)
    return None if kept is None or specification is None else (specification, kept.codebook)


def kept_specifications() -> list[CodebookSpecification]:
    """What the codebooks that are kept were learned from, the latest first."""
    specifications = (_specification(id, text) for id, text in folder().specifications())
    return [specification for specification in specifications if specification is not None]


def _specification(id: str, text: str) -> CodebookSpecification | None:
    """What a text specifies; None if that is beyond today's limits or is learned in another way today."""
    try:
        specification = CodebookSpecification.model_validate_json(text)
    except ValidationError:
        return None
    return specification if specification.id == id else None


def folder() -> CodebookFolder:
    """Where codebooks are kept."""
    return CodebookFolder(settings.data_folder() / "codebooks", settings.kept_codebooks)
