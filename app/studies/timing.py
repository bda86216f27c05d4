"""What a computation costs in seconds of one core."""

from collections.abc import Callable
from statistics import median
from time import get_clock_info, thread_time
from typing import TypeVar

Result = TypeVar("Result")

REPETITIONS = 5
LONGEST = 0.1
"""Seconds after which a computation is not repeated again."""

RESOLUTION = get_clock_info("thread_time").resolution
"""No computation takes less, whatever the clock says."""


def timed(compute: Callable[[], Result]) -> tuple[Result, float]:
    """The result, and the median of the seconds that a few repetitions took (only one where that is long).

    They are of this thread's processor time, so that it does not matter whether others had their turn in between.
    """
    seconds: list[float] = []
    while True:
        began = thread_time()
        result = compute()
        seconds.append(max(thread_time() - began, RESOLUTION))
        if len(seconds) == REPETITIONS or sum(seconds) > LONGEST:
            return result, median(seconds)
