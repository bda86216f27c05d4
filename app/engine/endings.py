"""Why and where an optimizer ends: out of steps, converged, or diverged, and by which number."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

Reason = Literal["steps", "converged", "diverged"]


@dataclass(frozen=True)
class Stop:
    """Thresholds at or below which an optimizer counts as converged; None never stops it."""

    gradient_norm: float | None = None
    loss: float | None = None


@dataclass(frozen=True)
class Ending:
    """The last entry of a batch that counts, and why it is the last.

    Attributes:
        not_finite: which number left the finite numbers, where the optimizer diverged.
    """

    index: int
    reason: Reason
    not_finite: str | None = None


def find_ending(
    finite: Mapping[str, list[float]], thresholds: Iterable[tuple[list[float], float | None]]
) -> Ending | None:
    """The first entry of a batch that ends its optimizer, if any does.

    Args:
        finite: columns of equal length by name; a non-finite number in any of them means that the optimizer has
            diverged, and the first such column of the entry is named.
        thresholds: columns, each with the value at or below which the optimizer has converged, or None.
    """
    found = [] if _all_finite(finite.values()) else [_divergence(finite)]
    for column, threshold in thresholds:
        if threshold is not None:
            reached = (index for index, value in enumerate(column) if value <= threshold)
            found += [Ending(index, "converged") for index in islice(reached, 1)]
    return min(found, key=lambda ending: ending.index, default=None)


def first_not_finite(numbers: Mapping[str, float]) -> str:
    """The name of the first of some numbers that is not finite; at least one is not."""
    return next(name for name, number in numbers.items() if not math.isfinite(number))


def _all_finite(columns: Collection[list[float]]) -> bool:
    # A finite sum vouches for every number, and is by far the fastest check; sums that overflow are looked at closely.
    return math.isfinite(sum(map(sum, columns))) or all(map(math.isfinite, (value for c in columns for value in c)))


def _divergence(columns: Mapping[str, list[float]]) -> Ending:
    entries = (dict(zip(columns, entry, strict=True)) for entry in zip(*columns.values(), strict=True))
    for index, numbers in enumerate(entries):
        if not all(map(math.isfinite, numbers.values())):
            return Ending(index, "diverged", first_not_finite(numbers))
    raise AssertionError("every number is finite")
