"""Other processes read the content that was shared, which vanishes when the sharing ends."""

import asyncio
from pathlib import Path

import pytest

from app.workers import shared_content
from app.workers.pool import WorkerPool
from app.workers.shared_content import SharedContent, shared
from tests.processes import ON_LINUX

CONTENT = bytes(range(256)) * 10_000


@pytest.fixture(params=[True, False], ids=["in place", "sent"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.param:
        monkeypatch.setattr(shared_content, "_OWN_DESCRIPTORS", Path("/nowhere"))
    elif not ON_LINUX:
        pytest.skip("only Linux shares it in place")


@pytest.mark.usefixtures("_way")
def test_another_process_reads_it() -> None:
    async def read() -> list[bytes]:
        pool = WorkerPool(2, waiting=1, seconds=60, memory_bytes=200 << 20, modules=["app.workers.shared_content"])
        try:
            with shared(CONTENT) as content:
                return await asyncio.gather(*(pool.run(60, SharedContent.read, content) for _ in range(2)))
        finally:
            pool.stop()

    assert asyncio.run(read()) == [CONTENT, CONTENT]


@pytest.mark.skipif(not ON_LINUX, reason="only Linux shares it in place")
def test_afterwards_it_is_gone() -> None:
    with shared(CONTENT) as content:
        assert content.read() == CONTENT
    with pytest.raises(OSError, match="No such file"):
        content.read()
