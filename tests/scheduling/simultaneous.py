"""Counting how many things go on at once."""

from dataclasses import dataclass
from types import TracebackType


@dataclass
class Simultaneous:
    """A context that counts how many are in it now, and the maximum so far."""

    now: int = 0
    maximum: int = 0

    def __enter__(self) -> None:
        self.now += 1
        self.maximum = max(self.maximum, self.now)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.now -= 1
