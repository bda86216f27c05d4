"""Objects of which every event loop has its own."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")


class PerEventLoop(Generic[T]):
    """Gives each event loop one object, made by ``make`` when it is first needed there."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: WeakKeyDictionary[asyncio.AbstractEventLoop, T] = WeakKeyDictionary()

    def __call__(self) -> T:
        """The object of the running event loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._made:
            self._made[loop] = self._make()
        return self._made[loop]

    def tell(self, message: Callable[[T], None]) -> None:
        """Have ``message`` called with the object of each loop, on that loop; for use on any thread."""
        for loop, made in list(self._made.items()):
            if not loop.is_closed():
                loop.call_soon_threadsafe(message, made)
