"""Objects of which every event loop has its own."""

import asyncio
import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")


class PerEventLoop(Generic[T]):
    """Gives each event loop one object, made by ``make`` when it is first needed there."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: WeakKeyDictionary[asyncio.AbstractEventLoop, T] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def __call__(self) -> T:
        """The object of the running event loop."""
        loop = asyncio.get_running_loop()
        with self._lock:
            if loop not in self._made:
                self._made[loop] = self._make()
            return self._made[loop]

    def tell(self, message: Callable[[T], None]) -> None:
        """Have ``message`` called with the object of each loop, on that loop; for use on any thread."""
        with self._lock:
            told = list(self._made.items())
        for loop, made in told:
            if not loop.is_closed():
                loop.call_soon_threadsafe(message, made)
