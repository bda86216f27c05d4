"""Frames: columnar batches of steps."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Protocol

from app.engine.gradient_sources import Evaluations

Column = list[float] | list[None] | list[float | None]


@dataclass(frozen=True)
class Frame:
    """Consecutive entries of an optimizer's path, entry 0 being the start.

    Attributes:
        first: the index of the first entry.
        columns: named columns of equal length. ``loss`` is always there; ``gradient_norm`` is None for searches.
    """

    first: int
    columns: dict[str, Column]

    def __len__(self) -> int:
        return len(self.columns["loss"])

    def since(self, entry: int) -> "Frame":
        """The part from an entry on, empty if the frame ends before it."""
        skipped = min(max(entry - self.first, 0), len(self))
        return Frame(self.first + skipped, {name: column[skipped:] for name, column in self.columns.items()})


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


@dataclass(frozen=True)
class State:
    """How far an optimizer has come.

    Attributes:
        entries: how many entries of its path are known, the start included; 0 before the start has been evaluated.
        ended: why it takes no more steps; None while it does.
        x, y, loss: those of the last entry; non-finite after a divergence.
        best_loss: the lowest loss so far; infinite if there was none.
        carried: what else the next step depends on.
    """

    entries: int
    ended: Reason | None
    x: float
    y: float
    loss: float
    best_loss: float
    carried: tuple[float, ...]

    @property
    def steps(self) -> int:
        """The steps taken."""
        return max(self.entries - 1, 0)


class Stepper(Protocol):
    """Advances one optimizer."""

    def initial(self) -> State:
        """The state before the start has been evaluated."""

    def advance(self, state: State, budget: int) -> tuple[State, Frame]:
        """The next entries of the path, at most ``budget`` (≥ 1) of them, from a state that has not ended."""

    @property
    def operations(self) -> int:
        """How many operations a step takes."""

    def evaluations(self, steps: int) -> Evaluations:
        """What this many steps cost; evaluations made only to draw the picture do not count."""
