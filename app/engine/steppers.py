"""Steppers, which advance one optimizer on an objective, and the batches of steps that they give.

A stepper holds what never changes; its state is a value, so a run can be advanced in any portions, and again from the
start, with the same numbers.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.engine.endings import Reason
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


class StepperState(Protocol):
    """How far an optimizer has come.

    Attributes:
        entries: how many entries of its path are known, the start included; 0 before the start has been evaluated.
        ended: why it takes no more steps; None while it does.
    """

    @property
    def entries(self) -> int: ...

    @property
    def ended(self) -> Reason | None: ...


S = TypeVar("S", bound=StepperState)


class Stepper(Protocol[S]):
    """Advances one optimizer.

    Attributes:
        steps: the maximum number of steps.
    """

    @property
    def steps(self) -> int: ...

    def initial(self) -> S:
        """The state before the start has been evaluated."""

    def advance(self, state: S, budget: int) -> tuple[S, Frame]:
        """The next entries of the path, at most ``budget`` (≥ 1) of them, from a state that has not ended."""

    def evaluations(self, steps: int) -> Evaluations:
        """The cost of this many steps; evaluations made only to draw the picture do not count."""


@dataclass(frozen=True)
class PlaneState:
    """How far an optimizer in the plane has come.

    Attributes:
        entries, ended: as in `StepperState`.
        not_finite: which number left the finite numbers, where the optimizer diverged.
        x, y, loss: values at the last entry; non-finite after a divergence.
        best_loss: the lowest loss so far; infinite if there was none.
        carried: further values that the next step depends on.
    """

    entries: int
    ended: Reason | None
    not_finite: str | None
    x: float
    y: float
    loss: float
    best_loss: float
    carried: tuple[float, ...]

    @property
    def steps(self) -> int:
        """The number of steps taken."""
        return max(self.entries - 1, 0)
