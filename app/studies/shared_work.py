"""Work in pieces that is done once, however many wait for it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import Generic, TypeVar

from anyio import CancelScope, CapacityLimiter, Semaphore, to_thread

Piece = TypeVar("Piece")
Result = TypeVar("Result")


async def outcome(pieces: AsyncGenerator[object], kind: type[Result]) -> Result:
    """What work comes to: its first piece of a kind, which it must have."""
    async with aclosing(pieces) as signs:
        async for piece in signs:
            if isinstance(piece, kind):
                return piece
    raise AssertionError("work ends with what it was for")


class SharedWork(Generic[Piece]):
    """Works that go on, each under a key, done on ``threads``, a few at a time. For use on one event loop only."""

    def __init__(self, at_once: int, threads: CapacityLimiter) -> None:
        self._turns = Semaphore(at_once)
        self._threads = threads
        self._works: dict[str, _Work[Piece]] = {}

    async def follow(self, key: str, pieces: Callable[[], Iterator[Piece]]) -> AsyncGenerator[Piece]:
        """The pieces of the work of that key, from the first on: those that are done already, the rest as they come.

        If no such work goes on, it begins, and ``pieces`` tells how. An exception in it reaches all who follow. When
        the last of them stops, so does the work, after the piece that it is at; it begins anew for the next.
        """
        work = self._works.get(key)
        if work is None:
            work = _Work(pieces, self._turns, self._threads)
            self._works[key] = work
        try:
            async with aclosing(work.follow()) as done:
                async for piece in done:
                    yield piece
        finally:
            if work.is_over and self._works.get(key) is work:
                del self._works[key]


class _Work(Generic[Piece]):
    """One work and those who follow it."""

    def __init__(self, pieces: Callable[[], Iterator[Piece]], turns: Semaphore, threads: CapacityLimiter) -> None:
        self._done: list[Piece] = []
        self._news = asyncio.Event()
        self._failure: Exception | None = None
        self._followers = 0
        self._scope = CancelScope()
        self._task = asyncio.create_task(self._work(pieces, turns, threads))
        self.is_over = False

    async def follow(self) -> AsyncGenerator[Piece]:
        self._followers += 1
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
            self._followers -= 1
            if not self._followers:
                self.is_over = True
                self._scope.cancel()

    async def _work(self, pieces: Callable[[], Iterator[Piece]], turns: Semaphore, threads: CapacityLimiter) -> None:
        try:
            with self._scope:
                async with turns:
                    left = pieces()
                    while (piece := await to_thread.run_sync(next, left, None, limiter=threads)) is not None:
                        self._done.append(piece)
                        self._tell()
        except Exception as failure:
            self._failure = failure
        finally:
            self.is_over = True
            self._tell()

    def _tell(self) -> None:
        """Wake those who wait for news."""
        self._news.set()
        self._news = asyncio.Event()
