"""Turns on threads."""

import asyncio
import threading
import time

import pytest

from app.interruption import checkpoint
from app.scheduling import turns as turns_module
from app.scheduling.claims import Visitor, begin_request, stream_claim, working_under
from app.scheduling.turns import Turns
from tests.scheduling.simultaneous import Simultaneous

SLICE = 0.005


def compute(seconds: float) -> float:
    """Use ``seconds`` of processor time, with many checkpoints."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        checkpoint()
    return seconds


async def stream(turns: Turns, address: str, seconds: float) -> float:
    """Return the time at which a stream of an address had finished its work."""
    with working_under(stream_claim(Visitor(address, "browser"))):
        await turns.run(compute, seconds)
    return time.monotonic()


def threads() -> int:
    return sum(thread.name == "slopelab-turns" for thread in threading.enumerate())


def test_the_result_comes_back() -> None:
    assert asyncio.run(Turns(1, SLICE).run(divmod, 7, 2)) == (3, 1)


def test_an_exception_comes_back() -> None:
    with pytest.raises(ZeroDivisionError):
        asyncio.run(Turns(1, SLICE).run(divmod, 7, 0))


def test_no_more_compute_at_once_than_there_are_turns() -> None:
    turns, computing = Turns(2, SLICE), Simultaneous()

    def work() -> None:
        with computing:
            time.sleep(0.01)

    async def test() -> None:
        await asyncio.gather(*(turns.run(work) for _ in range(10)))

    asyncio.run(test())
    assert computing.maximum == 2


def test_short_work_does_not_wait_for_the_end_of_long_work() -> None:
    turns = Turns(1, SLICE)

    async def test() -> tuple[float, float]:
        long = asyncio.create_task(stream(turns, "long", 0.4))
        await asyncio.sleep(0.02)
        short = await stream(turns, "short", 0.01)
        return short, await long

    short, long = asyncio.run(test())
    assert short < long


def test_many_streams_of_one_address_do_not_hold_up_another() -> None:
    """Nine streams of a tenth of a second each against one: it has half of the time, not a tenth."""
    turns = Turns(1, SLICE)

    async def test() -> tuple[list[float], float]:
        crowd = [asyncio.create_task(stream(turns, "crowd", 0.1)) for _ in range(9)]
        await asyncio.sleep(0.01)
        alone = await stream(turns, "alone", 0.1)
        return list(await asyncio.gather(*crowd)), alone

    crowd, alone = asyncio.run(test())
    assert sum(end < alone for end in crowd) <= 3


def test_requests_of_one_browser_are_done_one_after_the_other() -> None:
    turns, ended = Turns(1, SLICE), []

    async def request(number: int) -> None:
        begin_request(Visitor("address", "browser"))
        await turns.run(compute, 0.03)
        ended.append(number)

    async def test() -> None:
        await asyncio.gather(*(asyncio.create_task(request(number)) for number in range(5)))

    asyncio.run(test())
    assert ended == [0, 1, 2, 3, 4]


def test_work_that_is_cancelled_ends_at_its_next_checkpoint_and_gives_its_turn_back() -> None:
    turns, parts = Turns(1, SLICE), 0

    def work() -> None:
        nonlocal parts
        for _ in range(10_000):
            parts += 1
            time.sleep(0.001)
            checkpoint()

    async def test() -> int:
        task = asyncio.create_task(turns.run(work))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await turns.run(divmod, 7, 2) == (3, 1)
        return parts

    after = asyncio.run(test())
    assert 0 < after < 10_000
    time.sleep(0.05)
    assert parts == after


def test_work_that_is_cancelled_while_it_waits_for_its_turn_ends() -> None:
    turns = Turns(1, SLICE)

    async def test() -> None:
        tasks = [asyncio.create_task(stream(turns, str(number), 5.0)) for number in range(6)]
        await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert await turns.run(divmod, 7, 2) == (3, 1)

    asyncio.run(test())


def test_threads_end_when_there_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "IDLE_SECONDS", 0.01)
    before = threads()
    turns = Turns(2, SLICE)

    async def test() -> int:
        tasks = [asyncio.create_task(stream(turns, str(number), 0.05)) for number in range(8)]
        await asyncio.sleep(0.1)
        most = threads() - before
        await asyncio.gather(*tasks)
        return most

    assert 2 <= asyncio.run(test()) <= 8
    while threads() > before:
        time.sleep(0.01)
