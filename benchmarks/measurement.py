"""A measured figure and the promised one."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """A row of the table."""

    what: str
    measured: str
    promised: str = ""


def best_rate(work: Callable[[], int], seconds: float = 1.0) -> float:
    """The highest rate, in units a second, of a function that returns how many units it has done.

    The best of many short repetitions is the one least disturbed by other work on the machine.
    """
    best, until = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        began = time.perf_counter()
        units = work()
        best = max(best, units / (time.perf_counter() - began))
    return best


def best_rates(*works: Callable[[], int], repetitions: int = 60) -> list[float]:
    """The highest rate of each of several functions, run in alternation so that their ratio can be trusted."""
    best = [0.0] * len(works)
    for _ in range(repetitions):
        for index, work in enumerate(works):
            began = time.perf_counter()
            units = work()
            best[index] = max(best[index], units / (time.perf_counter() - began))
    return best


def median_seconds(work: Callable[[], object], repetitions: int) -> float:
    """The median time of a function."""
    return statistics.median(seconds(work) for _ in range(repetitions))


def seconds(work: Callable[[], object]) -> float:
    """The time a function takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def millions(rate: float) -> str:
    """A rate in millions a second."""
    return f"{rate / 1e6:.2f} M/s"


def milliseconds(value: float) -> str:
    """A time in milliseconds."""
    return f"{value * 1e3:.1f} ms"
