"""A few slots, assigned in fair order, for work that takes several turns or runs outside of this process."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.scheduling.claims import current_claim
from app.scheduling.fair_queue import Claim, FairQueue

RECENT = 0.2
"""The weight of the latest work in the moving average from which waits are estimated."""


class StartTimeoutError(Exception):
    """No slot became free in time."""


class Slots:
    """A number of slots, for use on one event loop.

    Args:
        count: the number of slots.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._taken = 0
        self._waiting: FairQueue[asyncio.Future[None]] = FairQueue()
        self._mean_seconds = 0.0

    def expected_wait(self) -> float:
        """Estimate in how many seconds the current claim would have a slot, if work takes as long as recently."""
        before = self._taken + self._waiting.turns_before(current_claim())
        return max(0, before - self._count + 1) / self._count * self._mean_seconds

    @asynccontextmanager
    async def slot(self, patience: float | None = None) -> AsyncIterator[None]:
        """Wait for the turn of the current claim, then hold a slot for as long as the context lasts.

        Args:
            patience: the maximum number of seconds to wait; None for no limit.

        Raises:
            StartTimeoutError: no slot became free in time.
        """
        claim = current_claim()
        try:
            async with asyncio.timeout(patience):
                await self._turn(claim)
        except TimeoutError as error:
            raise StartTimeoutError from error
        began = time.monotonic()
        try:
            yield
        finally:
            seconds = time.monotonic() - began
            self._mean_seconds += RECENT * (seconds - self._mean_seconds)
            self._finished(claim, seconds)

    async def _turn(self, claim: Claim) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.push(claim, turn)
        self._assign()
        try:
            await turn
        except asyncio.CancelledError:
            if not self._waiting.remove(claim, turn):
                self._finished(claim, 0.0)
            raise

    def _finished(self, claim: Claim, seconds: float) -> None:
        self._taken -= 1
        self._waiting.finished(claim, seconds)
        self._assign()

    def _assign(self) -> None:
        """Assign the free slots to the next claims."""
        while self._taken < self._count and (turn := self._waiting.pop()) is not None:
            self._taken += 1
            if not turn.done():
                turn.set_result(None)
