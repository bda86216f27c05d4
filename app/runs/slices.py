"""Slices: the portions of at most some milliseconds in which the runs of all visitors take turns."""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from app.engine.steppers import Frame, PlaneState, Stepper, StepperState
from app.instance import current_settings
from app.scheduling.slices import in_slices
from app.scheduling.turns import Turns

GROWTH = 32
"""How many times larger than the last a slice may be: a measurement of few steps says little about many."""

COMPILING_SECONDS = 0.25
"""The first slice also compiles, so its time says nothing about the next, unless it is longer than compiling takes."""


S = TypeVar("S", bound=StepperState)


@dataclass(frozen=True)
class Lane(Generic[S]):
    """An optimizer somewhere on its way.

    Attributes:
        budget: how many entries its next slice may have.
    """

    stepper: Stepper[S]
    state: S
    budget: int

    @classmethod
    def at_start(cls, stepper: Stepper[S]) -> "Lane[S]":
        """A lane whose first slice holds the start and a few steps."""
        return cls(stepper, stepper.initial(), current_settings().first_slice_steps + 1)

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to compute."""
        return self.state.ended is not None

    def up_to(self, entries: float) -> "Lane[S]":
        """The lane with a next slice that goes no further than this many entries."""
        return replace(self, budget=int(min(self.budget, entries - self.state.entries)))

    def advanced(self) -> tuple["Lane[S]", Frame]:
        """The lane after one slice of work, and the entries that it added."""
        began = time.thread_time()
        state, frame = self.stepper.advance(self.state, self.budget)
        seconds = time.thread_time() - began
        budget = min(current_settings().slice_steps, GROWTH * self.budget)
        if self.state.entries > 0 or seconds > COMPILING_SECONDS:
            budget = max(1, min(budget, int(len(frame) * current_settings().slice_seconds / max(seconds, 1e-6))))
        return Lane(self.stepper, state, budget), frame


def lanes(lane: Lane[S], entries: float = math.inf) -> Iterator[Lane[S]]:
    """Advance an optimizer until it has so many entries or has ended; yields its lane after each slice of work."""
    while lane.state.entries < entries and not lane.ended:
        lane, _ = lane.up_to(entries).advanced()
        yield lane


async def state_after(stepper: Stepper[PlaneState], entries: int, threads: Turns) -> PlaneState:
    """The state of an optimizer when it has this many entries (≥ 1), or when it ended if that was before."""
    lane = Lane.at_start(stepper)
    async for done in in_slices(threads, lanes(lane, entries)):
        lane = done[-1]
    return lane.state
