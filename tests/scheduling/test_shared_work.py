"""Work for which several clients wait is done once, and stops when nobody waits any more."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing
from functools import partial

import pytest

from app.scheduling.claims import Visitor, begin_request
from app.scheduling.shared_work import SharedWork
from app.scheduling.turns import Turns


class Counting:
    """Work of ten slow parts that records how often it began and how far it came."""

    def __init__(self) -> None:
        self.begun = 0
        self.done = 0

    def parts(self) -> Iterator[int]:
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
            return [event async for event in work.follow("key", counting.parts)]

        assert list(await asyncio.gather(follow(0), follow(0.03), follow(0.06))) == [list(range(10))] * 3

    run(test)
    assert counting.begun == 1


def test_it_goes_on_for_one_when_another_goes_and_stops_for_none() -> None:
    counting = Counting()

    async def test(work: SharedWork[int]) -> None:
        async def follow(most: int) -> int:
            count = 0
            async with aclosing(work.follow("key", counting.parts)) as events:
                async for _ in events:
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


def test_work_that_is_to_be_finished_goes_on_without_followers() -> None:
    counting = Counting()

    async def test(work: SharedWork[int]) -> None:
        work.finish("key", counting.parts)
        work.finish("key", counting.parts)
        async with aclosing(work.follow("key", counting.parts)) as events:
            await anext(events)
        while counting.done < 10:
            await asyncio.sleep(0.01)
            latest = work.latest("key")
            assert latest is None or 0 <= latest < 10
        assert [event async for event in work.follow("other", lambda: iter([1]))] == [1]

    run(test)
    assert counting.begun == 1


def test_who_joins_gets_work_of_the_background_done_in_their_turns() -> None:
    """Of two works to be finished in the background, the later one comes first if somebody waits for it."""
    order: list[str] = []

    def parts(name: str) -> Iterator[int]:
        order.append(name)
        yield 1

    async def test() -> None:
        threads, free = Turns(1, 0.001), threading.Event()
        work: SharedWork[int] = SharedWork(2, threads)
        blocking = asyncio.create_task(threads.run(free.wait))
        await asyncio.sleep(0)
        for name in ("nobody's", "somebody's"):
            work.finish(name, partial(parts, name))
            await asyncio.sleep(0.01)
        begin_request(Visitor("somebody", ""))
        following = asyncio.create_task(anext(work.follow("somebody's", partial(parts, "somebody's"))))
        await asyncio.sleep(0.01)
        free.set()
        await asyncio.gather(blocking, following)
        async with aclosing(work.follow("nobody's", partial(parts, "nobody's"))) as events:
            async for _ in events:
                pass

    asyncio.run(test())
    assert order == ["somebody's", "nobody's"]
