"""Work that crashes, hangs or exhausts memory affects one request only; the next is served normally."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from app.scheduling.claims import Visitor, begin_request
from app.workers.pool import QueueFullError, WorkerDiedError, WorkerPool, WorkMemoryError, WorkTimeoutError
from tests.processes import ON_LINUX, processor_seconds
from tests.waiting import PATIENCE, wait_until
from tests.workers import work


def with_pool(use: Callable[[WorkerPool], Awaitable[Any]], seconds: float = 3600, processes: int = 2) -> Any:
    """Return the result of ``use`` with a pool of some processes in which one task may wait."""

    async def run() -> Any:
        pool = WorkerPool(processes, waiting=1, seconds=seconds, memory_bytes=200 << 20, modules=["numpy"])
        try:
            async with asyncio.timeout(PATIENCE):
                return await use(pool)
        finally:
            pool.stop()

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("function", "arguments", "error"),
    [
        (work.crash, (), WorkerDiedError),
        (work.fail, (), LookupError),
        pytest.param(
            work.eat,
            (400,),
            WorkMemoryError,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps such a limit"),
        ),
    ],
)
def test_a_failure_is_told_and_the_next_work_is_done(
    function: Callable[..., Any], arguments: tuple[Any, ...], error: type[Exception]
) -> None:
    async def use(pool: WorkerPool) -> int:
        with pytest.raises(error):
            await pool.run(PATIENCE, function, *arguments)
        assert await pool.run(PATIENCE, work.eat, 10) == 10 << 20
        return await pool.run(PATIENCE, work.double, 21)

    assert with_pool(use) == 42


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps such a limit")
def test_what_failed_work_had_in_memory_is_free_for_the_next() -> None:
    async def use(pool: WorkerPool) -> int:
        for _ in range(3):
            with pytest.raises(WorkMemoryError):
                await pool.run(PATIENCE, work.eat_twice, 150)
        return await pool.run(PATIENCE, work.eat, 150)

    assert with_pool(use, processes=1) == 150 << 20


def test_work_is_stopped_at_its_deadline() -> None:
    async def use(pool: WorkerPool) -> int:
        with pytest.raises(WorkTimeoutError):
            await pool.run(PATIENCE, work.hang)
        while True:
            # On a busy machine the time may be up for short work, too, but not for ever.
            with suppress(WorkTimeoutError):
                return await pool.run(PATIENCE, work.double, 21)

    assert with_pool(use, seconds=0.5) == 42


@pytest.mark.skipif(not ON_LINUX, reason="only Linux tells what a process uses")
def test_work_in_a_library_is_stopped_at_once_when_nobody_waits_for_it(tmp_path: Path) -> None:
    """It has no time to return to Python. Its processor time is known once its process has ended."""

    async def use(pool: WorkerPool) -> float:
        file = tmp_path / "process"
        working = asyncio.create_task(pool.run(PATIENCE, work.hang_in_a_library, file))
        await asyncio.to_thread(wait_until, file.exists)
        process = int(file.read_text())
        used = before = processor_seconds(process)
        working.cancel()
        while now := processor_seconds(process):
            used = now
            await asyncio.sleep(0.005)
        return used - before

    assert with_pool(use, processes=1) < 0.4


def test_work_that_nobody_waits_for_any_more_is_stopped() -> None:
    async def use(pool: WorkerPool) -> list[int]:
        hanging = [asyncio.create_task(pool.run(PATIENCE, work.hang)) for _ in range(2)]
        await asyncio.sleep(0.3)
        for task in hanging:
            task.cancel()
        return list(await asyncio.gather(pool.run(PATIENCE, work.double, 1), pool.run(60, work.double, 2)))

    assert with_pool(use) == [2, 4]


def test_what_would_only_wait_is_refused_at_once() -> None:
    async def use(pool: WorkerPool) -> list[Any]:
        answers = await asyncio.gather(*(pool.run(PATIENCE, work.nap, 0.2) for _ in range(5)), return_exceptions=True)
        return [*answers, await pool.run(PATIENCE, work.nap, 0)]

    *answers, later = with_pool(use)
    assert [type(answer) for answer in answers] == [float, float, float, QueueFullError, QueueFullError]
    assert later == 0


@asynccontextmanager
async def busy(pool: WorkerPool, end: Path) -> AsyncIterator[list[str]]:
    """Keep two processes of a pool busy until the context ends; yields a list that then has their results."""
    working = [asyncio.create_task(pool.run(PATIENCE, work.wait_for, end)) for _ in range(2)]
    await asyncio.sleep(0)
    results: list[str] = []
    try:
        yield results
    finally:
        await asyncio.to_thread(end.touch)
        results += await asyncio.gather(*working)


def test_what_would_wait_for_too_long_is_refused_before_it_has_waited(tmp_path: Path) -> None:
    """It is refused in its first step, in which it cannot wait."""

    async def use(pool: WorkerPool) -> list[Any]:
        await pool.run(PATIENCE, work.nap, 0.5)
        async with busy(pool, tmp_path / "end") as others:
            refused = pool.run(0.01, work.nap, 0)
            with pytest.raises(QueueFullError):
                refused.send(None)
        return others

    assert with_pool(use) == ["end", "end"]


def test_what_has_waited_for_too_long_is_given_up(tmp_path: Path) -> None:
    async def use(pool: WorkerPool) -> list[Any]:
        async with busy(pool, tmp_path / "end") as others:
            with pytest.raises(QueueFullError):
                await pool.run(0.2, work.nap, 0)
        return others

    assert with_pool(use) == ["end", "end"]


def test_a_visitor_with_little_does_not_wait_behind_one_with_much() -> None:
    ended: list[str] = []

    async def use(pool: WorkerPool) -> None:
        async def nap(address: str) -> None:
            begin_request(Visitor(address, ""))
            await pool.run(PATIENCE, work.nap, 0.1)
            ended.append(address)

        crowd = [asyncio.create_task(nap("crowd")) for _ in range(2)]
        await asyncio.sleep(0)
        await asyncio.gather(*crowd, asyncio.create_task(nap("alone")))

    with_pool(use, processes=1)
    assert ended == ["crowd", "alone", "crowd"]
