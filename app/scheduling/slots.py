"""A few slots for work that goes on for several turns, or outside of this process, given in fair order."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.scheduling.claims import current_claim
from app.scheduling.fair_queue import Claim, FairQueue


class Slots:
    """A number of slots, for use on one event loop.

    Args:
        count: how many there are.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._taken = 0
        self._waiting: FairQueue[asyncio.Future[None]] = FairQueue()

    @property
    def waiting(self) -> int:
        """How many wait for a slot."""
        return len(self._waiting)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """A slot for as long as the context lasts, when the turn of the current claim has come."""
        claim = current_claim()
        await self._turn(claim)
        began = time.monotonic()
        try:
            yield
        finally:
            self._finished(claim, time.monotonic() - began)

    async def _turn(self, claim: Claim) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.push(claim, turn)
        self._give()
        try:
            await turn
        except asyncio.CancelledError:
            if not self._waiting.remove(claim, turn):
                self._finished(claim, 0.0)
            raise

    def _finished(self, claim: Claim, seconds: float) -> None:
        self._taken -= 1
        self._waiting.finished(claim, seconds)
        self._give()

    def _give(self) -> None:
        """Give the slots that are free to those who are next."""
        while self._taken < self._count and (turn := self._waiting.pop()) is not None:
            self._taken += 1
            if not turn.done():
                turn.set_result(None)
