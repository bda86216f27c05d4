"""A clock that tests set by hand, in place of the processor time of the running thread."""

from dataclasses import dataclass


@dataclass
class HandClock:
    """Reads the same until it is moved on."""

    now: float = 0.0

    def thread_time(self) -> float:
        return self.now
