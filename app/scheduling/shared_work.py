"""Work in parts that is done once, however many wait for it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import Generic, TypeVar

from anyio import CancelScope

from app.scheduling.claims import background_claim, current_claim, working_under
from app.scheduling.fair_queue import Claim
from app.scheduling.slots import Slots
from app.scheduling.turns import Turns

Event = TypeVar("Event")
Result = TypeVar("Result")


async def outcome(events: AsyncGenerator[object], kind: type[Result]) -> Result:
    """What work comes to: its first event of a kind, which it must have."""
    async with aclosing(events) as signs:
        async for event in signs:
            if isinstance(event, kind):
                return event
    raise AssertionError("work ends with what it was for")


class SharedWork(Generic[Event]):
    """Works that go on, each under a key, done on ``threads``, a few at a time. For use on one event loop only.

    The work of a key is done in the turns of whoever waits for it longest.
    """

    def __init__(self, at_once: int, threads: Turns) -> None:
        self._slots = Slots(at_once)
        self._threads = threads
        self._works: dict[str, _Work[Event]] = {}

    async def follow(self, key: str, events: Callable[[], Iterator[Event]]) -> AsyncGenerator[Event]:
        """The events of the work of that key, from the first on: those that came already, the rest as they come.

        If no such work goes on, it begins, and ``events`` tells how. An exception in it reaches all who follow. When
        the last of them stops, so does the work, at its next checkpoint; it begins anew for the next.
        """
        work = self._works.get(key)
        if work is None:
            work = _Work(events, self._slots, self._threads)
            self._works[key] = work
        try:
            async with aclosing(work.follow()) as done:
                async for event in done:
                    yield event
        finally:
            if work.is_over and self._works.get(key) is work:
                del self._works[key]


class _Work(Generic[Event]):
    """One work and those who follow it."""

    def __init__(self, events: Callable[[], Iterator[Event]], slots: Slots, threads: Turns) -> None:
        self._done: list[Event] = []
        self._news = asyncio.Event()
        self._failure: Exception | None = None
        self._followers: list[Claim] = []
        self._scope = CancelScope()
        self._task = asyncio.create_task(self._work(events, slots, threads))
        self.is_over = False

    async def follow(self) -> AsyncGenerator[Event]:
        claim = current_claim()
        self._followers.append(claim)
        try:
            seen = 0
            while seen < len(self._done) or not self.is_over:
                if seen == len(self._done):
                    await self._news.wait()
                else:
                    yield self._done[seen]
                    seen += 1
            if self._failure is not None:
                raise self._failure
        finally:
            self._followers.remove(claim)
            if not self._followers:
                self.is_over = True
                self._scope.cancel()

    async def _work(self, events: Callable[[], Iterator[Event]], slots: Slots, threads: Turns) -> None:
        try:
            with self._scope:
                async with slots.slot():
                    left = events()
                    while True:
                        with working_under(self._claim()):
                            event = await threads.run(next, left, None)
                        if event is None:
                            break
                        self._done.append(event)
                        self._tell()
        except Exception as failure:
            self._failure = failure
        finally:
            self.is_over = True
            self._tell()

    def _claim(self) -> Claim:
        """In whose turns the next part is done."""
        return self._followers[0] if self._followers else background_claim()

    def _tell(self) -> None:
        """Wake those who wait for news."""
        self._news.set()
        self._news = asyncio.Event()
