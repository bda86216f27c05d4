"""Slices: the portions of at most some milliseconds in which the runs of all visitors take turns."""

import time
from dataclasses import dataclass

from app.engine.steppers import State, Stepper
from app.runs.lines import end_line, frame_line
from app.settings import settings

GROWTH = 16
"""How many times larger than the last a slice may be: a measurement of few steps says little about many."""


@dataclass(frozen=True)
class Lane:
    """One optimizer of a run, somewhere on its way.

    Attributes:
        optimizer: its place in the run.
        budget: how many entries its next slice may have.
    """

    optimizer: int
    stepper: Stepper
    state: State
    budget: int

    @classmethod
    def at_start(cls, optimizer: int, stepper: Stepper) -> "Lane":
        """A lane whose first slice holds the start and a few steps."""
        return cls(optimizer, stepper, stepper.initial(), settings.first_slice_steps + 1)

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to compute."""
        return self.state.ended is not None

    def advanced(self, from_step: int) -> tuple["Lane", bytes]:
        """The lane after one slice of work, and its lines: entries from ``from_step`` on, and the end if it came."""
        began = time.thread_time()
        state, frame = self.stepper.advance(self.state, self.budget)
        seconds = time.thread_time() - began
        budget = min(settings.slice_steps, GROWTH * self.budget)
        if self.state.entries > 0:  # The first slice also compiles, so its time says nothing about the next.
            budget = max(1, min(budget, int(len(frame) * settings.slice_seconds / max(seconds, 1e-6))))
        wanted = frame.since(from_step)
        lines = frame_line(self.optimizer, wanted) if len(wanted) else b""
        if state.ended:
            lines += end_line(self.optimizer, state, self.stepper.evaluations(state.steps))
        return Lane(self.optimizer, self.stepper, state, budget), lines
