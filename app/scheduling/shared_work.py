"""Work that is done once, however many clients wait for it."""

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
    """Return the outcome of work: its first event of a type, which must occur."""
    async with aclosing(events) as signs:
        async for event in signs:
            if isinstance(event, kind):
                return event
    raise AssertionError("work ends with what it was for")


def _nothing(key: str, event: object) -> None:
    """The default ``note``: ignore the event."""


class SharedWork(Generic[Event]):
    """Running works, each under a key, done on ``threads``, a few at a time. For use on one event loop only.

    The work of a key runs in the turns of the client that has waited for it longest.

    Args:
        note: called with the key and each event as it arrives.
    """

    def __init__(self, at_once: int, threads: Turns, note: Callable[[str, Event], None] = _nothing) -> None:
        self._slots = Slots(at_once)
        self._threads = threads
        self._note = note
        self._works: dict[str, _Work[Event]] = {}
        self._finishing: dict[str, asyncio.Task[None]] = {}

    async def follow(self, key: str, events: Callable[[], Iterator[Event]]) -> AsyncGenerator[Event]:
        """Follow the events of a key's work from the first on: past events at once, the rest as they arrive.

        If no such work is running, ``events`` starts it. An exception in it reaches all followers. When the last
        follower leaves, the work stops at its next checkpoint, unless it is to `finish`, and starts anew for the next
        follower.
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
        """Do the work of a key to its end even if nobody follows it, but then only while no other work waits.

        If the work is already running, it continues.
        """
        if key not in self._finishing:
            self._finishing[key] = asyncio.create_task(self._follow_to_the_end(key, events))

    def latest(self, key: str) -> Event | None:
        """Return the latest event of the running work of a key; None if there is no event or no such work."""
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
    """One running work and its followers."""

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
            position = 0
            while position < len(self._done) or not self.is_over:
                if position == len(self._done):
                    await self._news.wait()
                else:
                    yield self._done[position]
                    position += 1
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
                        self._notify()
        except Exception as failure:
            self._failure = failure
        finally:
            self.is_over = True
            self._notify()

    def _choose_claim(self) -> None:
        """Run the work in turns of the follower that has waited longest, in background turns only without followers."""
        if self._followers:
            before, self._claim = self._claim, min(self._followers, key=lambda claim: (not claim.urgent, claim.arrived))
            if self._claim != before:
                self._threads.replace_claim(before, self._claim)

    def _notify(self) -> None:
        """Wake the followers waiting for events."""
        self._news.set()
        self._news = asyncio.Event()
