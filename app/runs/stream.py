"""A run as a stream of lines, computed slice by slice on threads that all runs share."""

from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import aclosing
from functools import partial
from typing import Protocol, TypeVar

from app.engine.steppers import State, Stepper
from app.runs.lines import DONE, end_line, frame_line, run_line
from app.runs.slices import Lane
from app.runs.specification import RunSpecification
from app.scheduling.turns import Turns


async def run_lines(
    run: RunSpecification, steppers: Sequence[Stepper], from_step: int, threads: Turns
) -> AsyncGenerator[bytes]:
    """The lines of a run, several at a time.

    The optimizers take turns, a slice each; the runs of all visitors take turns on ``threads``, which admits in order
    of arrival. Cancelling the consumer ends the work within one slice.

    Args:
        steppers: those of the run, in order.
        from_step: the first entry wanted of each optimizer. What comes before is computed again but not sent, so the
            numbers are those of the whole run.
    """
    yield run_line(run)
    lanes = map(Lane.at_start, steppers)
    async with aclosing(in_turns(lanes, partial(_advanced, from_step), threads)) as lines:
        async for some in lines:
            yield some
    yield DONE


class Ends(Protocol):
    """Something that goes on until it has ended."""

    @property
    def ended(self) -> bool: ...


Going = TypeVar("Going", bound=Ends)
Seen = TypeVar("Seen")


async def in_turns(
    lanes: Iterable[Going], advanced: Callable[[int, Going], tuple[Going, Seen]], threads: Turns
) -> AsyncGenerator[Seen]:
    """What is seen of several optimizers, such as lines, while they take turns, a slice each, until all have ended.

    Args:
        advanced: takes the place of an optimizer and how far it is; gives how far it is after a slice, and what is
            seen of it, if anything.
    """
    waiting = deque(enumerate(lanes))
    while waiting:
        optimizer, lane = waiting.popleft()
        lane, seen = await threads.run(advanced, optimizer, lane)
        if seen:
            yield seen
        if not lane.ended:
            waiting.append((optimizer, lane))


def _advanced(from_step: int, optimizer: int, lane: Lane[State]) -> tuple[Lane[State], bytes]:
    """The lane of an optimizer after one slice, and its lines: entries from a step on, and the end if it came."""
    lane, frame = lane.advanced()
    wanted = frame.since(from_step)
    lines = frame_line(optimizer, wanted) if len(wanted) else b""
    if lane.ended:
        lines += end_line(optimizer, lane.state, lane.stepper.evaluations(lane.state.steps))
    return lane, lines
