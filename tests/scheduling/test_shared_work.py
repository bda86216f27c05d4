"""Work that several wait for is done once, and stops when nobody waits any more."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing

import pytest

from app.scheduling.shared_work import SharedWork
from app.scheduling.turns import Turns


class Counting:
    """Ten slow pieces; knows how often it began and how far it came."""

    def __init__(self) -> None:
        self.begun = 0
        self.done = 0

    def pieces(self) -> Iterator[int]:
        self.begun += 1
        for number in range(10):
            time.sleep(0.01)
            self.done += 1
            yield number


def run(test: Callable[[SharedWork[int]], Awaitable[None]]) -> None:
    async def with_work() -> None:
        await test(SharedWork(1, Turns(2, 0.01)))

    asyncio.run(with_work())


def test_all_who_follow_get_every_piece_of_one_work() -> None:
    counting = Counting()

    async def test(work: SharedWork[int]) -> None:
        async def follow(delay: float) -> list[int]:
            await asyncio.sleep(delay)
            return [piece async for piece in work.follow("key", counting.pieces)]

        assert list(await asyncio.gather(follow(0), follow(0.03), follow(0.06))) == [list(range(10))] * 3

    run(test)
    assert counting.begun == 1


def test_it_goes_on_for_one_when_another_goes_and_stops_for_none() -> None:
    counting = Counting()

    async def test(work: SharedWork[int]) -> None:
        async def follow(most: int) -> int:
            count = 0
            async with aclosing(work.follow("key", counting.pieces)) as pieces:
                async for _ in pieces:
                    count += 1
                    if count == most:
                        break
            return count

        assert list(await asyncio.gather(follow(2), follow(5))) == [2, 5]
        done = counting.done
        await asyncio.sleep(0.1)
        assert counting.done <= done + 1 < 10
        assert await follow(99) == 10

    run(test)
    assert counting.begun == 2


def test_a_failure_reaches_all() -> None:
    def fails() -> Iterator[int]:
        yield 1
        raise LookupError("nothing there")

    async def test(work: SharedWork[int]) -> None:
        async def follow() -> None:
            with pytest.raises(LookupError):
                async for _ in work.follow("key", fails):
                    pass

        await asyncio.gather(follow(), follow())

    run(test)
