"""An event loop whose clock does not depend on the machine."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _SkippingSelector(selectors.DefaultSelector):
    """A selector that waits for nothing: it puts its clock forward by the time that it would have waited."""

    seconds = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready."""
        if timeout is not None:
            self.seconds += max(0.0, timeout)
            timeout = 0.0
        return super().select(timeout)


class _SkippingLoop(asyncio.SelectorEventLoop):
    """A loop on which only waiting takes time."""

    def __init__(self) -> None:
        self._clock = _SkippingSelector()
        super().__init__(self._clock)

    def time(self) -> float:
        """The seconds that have been waited."""
        return self._clock.seconds


def run_without_waiting(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that waits for timers only, not for sockets or threads.

    Its timers expire in their order and at their times, while computing takes no time, however slow the machine is.
    """
    with asyncio.Runner(loop_factory=_SkippingLoop) as runner:
        return runner.run(work)
