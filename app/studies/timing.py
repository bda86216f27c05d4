"""What a computation costs in seconds."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")

REPETITIONS = 5
LONGEST = 0.1
"""Seconds after which a computation is not repeated again."""


def timed(compute: Callable[[], Result]) -> tuple[Result, float]:
    """The result, and the median of the seconds that a few repetitions took (only one where that is long)."""
    seconds: list[float] = []
    while True:
        started = perf_counter()
        result = compute()
        seconds.append(perf_counter() - started)
        if len(seconds) == REPETITIONS or sum(seconds) > LONGEST:
            return result, median(seconds)
