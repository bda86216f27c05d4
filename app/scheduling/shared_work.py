"""Work in parts that is done once, however many wait for it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from functools import partial
from typing import Generic, TypeVar

from anyio import CancelScope

from app.logs import logger_of
from app.scheduling.claims import background_claim, current_claim, working_under
from app.scheduling.fair_queue import Claim
from app.scheduling.slots import Slots
from app.scheduling.turns import Turns

logger = logger_of(__name__)

Event = TypeVar("Event")
Result = TypeVar("Result")


async def outcome(events: AsyncGenerator[object], kind: type[Result]) -> Result:
    """What work comes to: its first event of a kind, which it must have."""
    async with aclosing(events) as signs:
        async for event in signs:
            if isinstance(event, kind):
                return event
    raise AssertionError("work ends with what it was for")


def _nothing(key: str, event: object) -> None:
    """Takes no note of an event."""


class SharedWork(Generic[Event]):
    """Works that go on, each under a key, done on ``threads``, a few at a time. For use on one event loop only.

    The work of a key is done in the turns of whoever waits for it longest.

    Args:
        note: called with the key and each event as it comes.
    """

    def __init__(self, at_once: int, threads: Turns, note: Callable[[str, Event], None] = _nothing) -> None:
        self._slots = Slots(at_once)
        self._threads = threads
        self._note = note
        self._works: dict[str, _Work[Event]] = {}
        self._finishing: dict[str, asyncio.Task[None]] = {}

    async def follow(self, key: str, events: Callable[[], Iterator[Event]]) -> AsyncGenerator[Event]:
        """The events of the work of that key, from the first on: those that came already, the rest as they come.

        If no such work goes on, it begins, and ``events`` tells how. An exception in it reaches all who follow. When
        the last of them stops, so does the work, at its next checkpoint, and begins anew for the next; it goes on if it
        is to `finish`.
        """
        work = self._works.get(key)
        if work is None:
            work = _Work(events, self._slots, self._threads, partial(self._note, key))
            self._works[key] = work
        try:
            async with aclosing(work.follow()) as done:
                async for event in done:
                    yield event
        finally:
            if work.is_over and self._works.get(key) is work:
                del self._works[key]

    def finish(self, key: str, events: Callable[[], Iterator[Event]]) -> None:
        """Have the work of that key done to its end, also while nobody follows it: then only if nobody else wants the
        threads. If it goes on already, so it does."""
        if key not in self._finishing:
            self._finishing[key] = asyncio.create_task(self._follow_to_the_end(key, events))

    def latest(self, key: str) -> Event | None:
        """The latest event of the work of that key; None if there was none or no such work goes on."""
        work = self._works.get(key)
        return work.latest if work else None

    async def _follow_to_the_end(self, key: str, events: Callable[[], Iterator[Event]]) -> None:
        try:
            with working_under(background_claim()):
                async for _ in self.follow(key, events):
                    pass
        except Exception:
            logger.warning("Work that is done once for all failed.", exc_info=True)
        finally:
            del self._finishing[key]


class _Work(Generic[Event]):
    """One work and those who follow it."""

    def __init__(
        self, events: Callable[[], Iterator[Event]], slots: Slots, threads: Turns, note: Callable[[Event], None]
    ) -> None:
        self._done: list[Event] = []
        self._news = asyncio.Event()
        self._failure: Exception | None = None
        self._followers: list[Claim] = []
        self._threads = threads
        self._note = note
        self._claim = current_claim()
        self._scope = CancelScope()
        self._task = asyncio.create_task(self._work(events, slots))
        self.is_over = False

    @property
    def latest(self) -> Event | None:
        return self._done[-1] if self._done else None

    async def follow(self) -> AsyncGenerator[Event]:
        claim = current_claim()
        self._followers.append(claim)
        self._choose_claim()
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
            self._choose_claim()
            if not self._followers:
                self.is_over = True
                self._scope.cancel()

    async def _work(self, events: Callable[[], Iterator[Event]], slots: Slots) -> None:
        try:
            with self._scope:
                async with slots.slot():
                    left = events()
                    while True:
                        with working_under(self._claim):
                            event = await self._threads.run(next, left, None)
                        if event is None:
                            break
                        self._done.append(event)
                        self._note(event)
                        self._tell()
        except Exception as failure:
            self._failure = failure
        finally:
            self.is_over = True
            self._tell()

    def _choose_claim(self) -> None:
        """Do the work in the turns of who has waited longest, and of nobody in a hurry only if nobody is."""
        if self._followers:
            before, self._claim = self._claim, min(self._followers, key=lambda claim: (not claim.urgent, claim.arrived))
            if self._claim != before:
                self._threads.replace_claim(before, self._claim)

    def _tell(self) -> None:
        """Wake those who wait for news."""
        self._news.set()
        self._news = asyncio.Event()
