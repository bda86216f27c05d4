"""How many of what a test starts are under way at once."""

from dataclasses import dataclass
from types import TracebackType


@dataclass
class Simultaneous:
    """A context for what is counted: how many are in it now, and the maximum so far."""

    now: int = 0
    max: int = 0

    def __enter__(self) -> None:
        self.now += 1
        self.max = max(self.max, self.now)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.now -= 1
