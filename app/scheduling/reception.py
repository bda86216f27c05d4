"""A limit on the memory for files that visitors send.

A single visitor may use all of it. If more arrives than there is room for, the largest file of the largest sender is
given up: of the address that uses the most memory and, at that address, of the browser that uses the most.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from anyio import CancelScope

from app.scheduling.claims import Visitor, current_visitor


class GivenUpError(Exception):
    """A file was given up, because its sender uses the most memory."""


@dataclass(eq=False)
class Reception:
    """A file that is being received, or was.

    Attributes:
        bytes: the number of its bytes in memory.
        is_worked_on: whether it is being processed, so that it can no longer be given up.
    """

    visitor: Visitor
    scope: CancelScope = field(default_factory=CancelScope)
    bytes: int = 0
    is_worked_on: bool = False
    is_given_up: bool = False


class ReceptionMemory:
    """Memory for received files. For use on one event loop's thread only.

    Attributes:
        max_bytes: the size of the memory.
        bytes: the memory in use.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.bytes = 0
        self._receptions: set[Reception] = set()

    @contextmanager
    def reception(self) -> Iterator[Reception]:
        """Receive a file from the current visitor; it is in memory for as long as the context lasts.

        Raises:
            GivenUpError: the file was given up while it waited.
        """
        reception = Reception(current_visitor())
        self._receptions.add(reception)
        try:
            with reception.scope:
                yield reception
        finally:
            self._forget(reception)
        if reception.is_given_up:
            raise GivenUpError

    def add(self, reception: Reception, count: int) -> None:
        """Record that ``count`` more bytes of a file have arrived.

        Raises:
            GivenUpError: there is no room for them.
        """
        if reception.is_given_up:
            raise GivenUpError
        reception.bytes += count
        self.bytes += count
        while self.bytes > self.max_bytes:
            largest = self._largest(reception)
            if largest is reception:
                raise GivenUpError
            self._forget(largest)
            largest.is_given_up = True
            largest.scope.cancel()

    def _forget(self, reception: Reception) -> None:
        if reception in self._receptions:
            self._receptions.remove(reception)
            self.bytes -= reception.bytes

    def _largest(self, growing: Reception) -> Reception:
        """Find the largest file that can be given up, of the largest browser at the largest address by memory used."""
        by_address: Counter[str] = Counter()
        by_visitor: Counter[Visitor] = Counter()
        for one in self._receptions:
            by_address[one.visitor.address] += one.bytes
            by_visitor[one.visitor] += one.bytes

        def taken(one: Reception) -> tuple[int, int, int]:
            return by_address[one.visitor.address], by_visitor[one.visitor], one.bytes

        return max((one for one in self._receptions if one is growing or not one.is_worked_on), key=taken)
