"""Codebooks, learned once and stored."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.codebooks import learning as module
from app.codebooks.learning import (
    CodebookNotStoredError,
    Event,
    codebook_events,
    default_codebook,
    default_codebook_in_memory,
    default_codebook_progress,
    learn_default_codebook,
    stored_codebook,
    stored_specifications,
)
from app.features.codebook import Codebook
from app.features.codebook_learning import Progress, Scatter
from app.requests.codebooks import CodebookRequest, default_codebook_request
from app.storage.codebooks import StoredCodebook, codebook_folder
from tests.data_folders import use_settings
from tests.features.codebooks import learned

CODEBOOK = learned("whitened")
SCATTER = Scatter(np.zeros(1, np.float32), np.zeros(1, np.float32))
EVENTS: tuple[Event, ...] = (
    SCATTER,
    *(Progress(number, 4, 1.0, np.zeros(1, np.float32), np.zeros(1, np.float32)) for number in (1, 2, 3, 4)),
    CODEBOOK,
)
FEW = CodebookRequest(words=16)


@pytest.fixture(autouse=True)
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the codebooks whose learning has begun; learning them takes no time here."""
    use_settings(monkeypatch, data=tmp_path, min_codebook_words=16, max_codebook_words=64)
    ids: list[str] = []

    def at_once(specification: CodebookRequest) -> Iterator[Event]:
        ids.append(specification.id)
        yield from EVENTS

    monkeypatch.setattr(CodebookRequest, "learning", at_once)
    return ids


@pytest.fixture
def full_disk(tmp_path: Path) -> None:
    """A data directory in which no codebook can be written."""
    (tmp_path / "codebooks").write_bytes(b"")


async def followed(specification: CodebookRequest) -> list[Event]:
    return [event async for event in codebook_events(specification)]


def test_learning_is_followed_and_then_stored(begun: list[str]) -> None:
    events = asyncio.run(followed(FEW))
    assert [type(event) for event in events] == [Scatter, *[Progress] * 4, Codebook]
    (again,) = asyncio.run(followed(FEW))
    assert isinstance(again, Codebook)
    np.testing.assert_array_equal(again.centres, CODEBOOK.centres)
    assert begun == [FEW.id]


def test_all_who_ask_at_the_same_time_follow_the_same_learning(begun: list[str]) -> None:
    async def both() -> None:
        await asyncio.gather(followed(FEW), followed(FEW))

    asyncio.run(both())
    assert begun == [FEW.id]


def test_a_codebook_that_another_process_has_stored_meanwhile_is_read(begun: list[str]) -> None:
    codebook_folder().save(FEW.id, StoredCodebook(FEW.model_dump_json(), CODEBOOK))
    (event,) = module._learned_and_stored(FEW)
    assert isinstance(event, Codebook)
    assert begun == []


@pytest.mark.usefixtures("full_disk")
def test_where_it_cannot_be_stored_it_is_said() -> None:
    with pytest.raises(CodebookNotStoredError) as refused:
        asyncio.run(followed(FEW))
    assert refused.value.codebook is CODEBOOK


def test_the_default_codebook_is_learned_to_its_end_and_its_progress_known(begun: list[str]) -> None:
    async def test() -> list[float | None]:
        learn_default_codebook()
        seen = []
        for _ in range(500):
            await asyncio.sleep(0.005)
            seen.append(default_codebook_progress())
            if codebook_folder().load(default_codebook_request().id) is not None:
                return seen
        raise AssertionError("it is never learned")

    shares = [share for share in asyncio.run(test()) if share is not None]
    assert set(shares) <= {0.25, 0.5, 0.75, 1.0}
    assert begun == [default_codebook_request().id]
    assert not default_codebook_in_memory()


def test_progress_is_the_share_of_iterations(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> tuple[list[type], list[float | None]]:
        seen, shares = [], [default_codebook_progress()]
        async for event in codebook_events(default_codebook_request()):
            seen.append(type(event))
            shares.append(default_codebook_progress())
        return seen, shares

    monkeypatch.setattr(CodebookRequest, "learning", lambda _: iter(EVENTS[:3]))
    seen, shares = asyncio.run(test())
    assert seen == [Scatter, Progress, Progress]
    assert shares[0] is None
    assert set(shares) <= {None, 0.25, 0.5}


@pytest.mark.usefixtures("full_disk")
def test_the_default_codebook_stays_in_memory_where_it_cannot_be_stored(begun: list[str]) -> None:
    assert not default_codebook_in_memory()
    assert asyncio.run(default_codebook()) is CODEBOOK
    assert default_codebook_in_memory()
    assert asyncio.run(default_codebook()) is CODEBOOK
    assert len(begun) == 1


def test_stored_codebooks_are_listed_the_latest_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    requests = [CodebookRequest(words=words) for words in (16, 32, 64)]
    for request in requests:
        codebook_folder().save(request.id, StoredCodebook(request.model_dump_json(), CODEBOOK))
    codebook_folder().save("0" * 12, StoredCodebook(FEW.model_dump_json(), CODEBOOK))
    assert {request.words for request in stored_specifications()} == {16, 32, 64}
    found = stored_codebook(requests[1].id)
    assert found is not None
    assert found[0] == requests[1]
    assert stored_codebook("0" * 12) is None
    assert stored_codebook("f" * 12) is None
    use_settings(monkeypatch, data=tmp_path, min_codebook_words=16, max_codebook_words=32)
    assert {request.words for request in stored_specifications()} == {16, 32}
    assert stored_codebook(requests[2].id) is None
