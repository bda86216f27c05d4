"""Slices: the portions of at most some milliseconds in which the runs of all visitors take turns."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from app.engine.frames import Frame
from app.engine.steppers import State, Stepper
from app.settings import settings

Piece = TypeVar("Piece")

GROWTH = 16
"""How many times larger than the last a slice may be: a measurement of few steps says little about many."""


@dataclass(frozen=True)
class Lane:
    """An optimizer somewhere on its way.

    Attributes:
        budget: how many entries its next slice may have.
    """

    stepper: Stepper
    state: State
    budget: int

    @classmethod
    def at_start(cls, stepper: Stepper) -> "Lane":
        """A lane whose first slice holds the start and a few steps."""
        return cls(stepper, stepper.initial(), settings.first_slice_steps + 1)

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to compute."""
        return self.state.ended is not None

    def up_to(self, entries: int) -> "Lane":
        """The lane with a next slice that goes no further than this many entries."""
        return replace(self, budget=min(self.budget, entries - self.state.entries))

    def advanced(self) -> tuple["Lane", Frame]:
        """The lane after one slice of work, and the entries that it added."""
        began = time.thread_time()
        state, frame = self.stepper.advance(self.state, self.budget)
        seconds = time.thread_time() - began
        budget = min(settings.slice_steps, GROWTH * self.budget)
        if self.state.entries > 0:  # The first slice also compiles, so its time says nothing about the next.
            budget = max(1, min(budget, int(len(frame) * settings.slice_seconds / max(seconds, 1e-6))))
        return Lane(self.stepper, state, budget), frame


def slice_of(pieces: Iterator[Piece]) -> list[Piece]:
    """As many pieces of work as fit into one slice, the first one at least; none when all is done.

    Every wait for a thread is as long as the slices of all other visitors together, so that short pieces had better
    share one.
    """
    done: list[Piece] = []
    longest, began = 0.0, time.thread_time()
    now = began
    for piece in pieces:
        done.append(piece)
        before, now = now, time.thread_time()
        longest = max(longest, now - before)
        if now - began + longest > settings.slice_seconds:
            break
    return done
