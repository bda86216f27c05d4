"""When an optimizer ends before its steps are up."""

import math
from collections.abc import Iterable, Sequence
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
    """The last entry of a batch that counts, and why it is the last."""

    index: int
    reason: Reason


def find_ending(finite: Sequence[list[float]], thresholds: Iterable[tuple[list[float], float | None]]) -> Ending | None:
    """The first entry of a batch that ends its optimizer, if any does.

    Args:
        finite: columns of equal length; a non-finite number in any of them means that the optimizer has diverged.
        thresholds: columns, each with the value at or below which the optimizer has converged, or None.
    """
    found = [] if _all_finite(finite) else [Ending(_first_non_finite(finite), "diverged")]
    for column, threshold in thresholds:
        if threshold is not None:
            reached = (index for index, value in enumerate(column) if value <= threshold)
            found += [Ending(index, "converged") for index in islice(reached, 1)]
    return min(found, key=lambda ending: ending.index, default=None)


def _all_finite(columns: Sequence[list[float]]) -> bool:
    # A finite sum vouches for every number, and is by far the fastest check; sums that overflow are looked at closely.
    return math.isfinite(sum(map(sum, columns))) or all(map(math.isfinite, (value for c in columns for value in c)))


def _first_non_finite(columns: Sequence[list[float]]) -> int:
    rows = zip(*columns, strict=True)
    return next(index for index, row in enumerate(rows) if not all(map(math.isfinite, row)))
