"""Steppers: what advances one optimizer of a run on an objective in the plane.

A stepper holds what never changes; its state is a value, so a run can be advanced in any portions, and again from the
start, with the same numbers.
"""

from dataclasses import dataclass
from typing import Protocol

from app.engine.endings import Reason
from app.engine.frames import Frame
from app.engine.gradient_sources import Evaluations


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
