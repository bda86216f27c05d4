"""A run as a stream of lines, computed slice by slice on threads that all visitors share."""

from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Generic, Protocol, TypeVar

from app.engine.steppers import PlaneState
from app.instance import current_settings
from app.json_lines import DONE
from app.requests.runs import PlaneStepper, RunRequest
from app.runs.lines import end_line, frame_line, run_line
from app.runs.slices import Lane
from app.scheduling.slices import in_slices, slice_of
from app.scheduling.turns import Turns


class Ends(Protocol):
    """Something that goes on until it has ended."""

    @property
    def ended(self) -> bool: ...


Going = TypeVar("Going", bound=Ends)
Lines = TypeVar("Lines")


class Rotation(Iterator[Lines], Generic[Going, Lines]):
    """Optimizers that take turns, a slice each, until all have ended; iterating gives what came of each turn.

    Args:
        advanced: takes the place of an optimizer and how far it is; gives how far it is after a slice, and the lines
            that came of it.
    """

    def __init__(self, lanes: Iterable[Going], advanced: Callable[[int, Going], tuple[Going, Lines]]) -> None:
        self._waiting = deque(enumerate(lanes))
        self._advanced = advanced

    @property
    def ended(self) -> bool:
        """Whether all have ended."""
        return not self._waiting

    def __next__(self) -> Lines:
        if self.ended:
            raise StopIteration
        optimizer, lane = self._waiting.popleft()
        lane, lines = self._advanced(optimizer, lane)
        if not lane.ended:
            self._waiting.append((optimizer, lane))
        return lines


@dataclass(frozen=True)
class BegunRun:
    """A run whose first lines have been made.

    Attributes:
        chunk: the first lines; all of them if nothing is left to compute.
        rotation: the optimizers that have not ended.
    """

    chunk: bytes
    rotation: Rotation[Lane[PlaneState], bytes]


def begin_run(run: RunRequest, from_step: int) -> BegunRun:
    """Make the first lines of a run, in at most a slice of time: all of them, of a run that is short enough, and the
    first frame of each optimizer of any other.

    Args:
        from_step: the first entry wanted of each optimizer. What comes before is computed again but not sent, so the
            numbers are those of the whole run.

    Raises:
        FaultyTextError: the expression or a rule is not of the language.
    """
    steppers: Sequence[PlaneStepper] = run.steppers()
    rotation = Rotation(map(Lane.at_start, steppers), partial(_advanced, from_step))
    short = len(steppers) * (run.steps + 1) <= current_settings().slice_steps
    lines = slice_of(rotation if short else islice(rotation, len(steppers)))
    return BegunRun(b"".join([run_line(run), *lines, *([DONE] if rotation.ended else [])]), rotation)


async def run_lines(begun: BegunRun, threads: Turns) -> AsyncGenerator[bytes]:
    """The lines of a run, several at a time. Cancelling the consumer ends the work within one slice."""
    yield begun.chunk
    if begun.rotation.ended:
        return
    async for lines in in_slices(threads, begun.rotation):
        if some := b"".join(lines):
            yield some
    yield DONE


def _advanced(from_step: int, optimizer: int, lane: Lane[PlaneState]) -> tuple[Lane[PlaneState], bytes]:
    """The lane of an optimizer after one slice, and its lines: entries from a step on, and the end if it came."""
    lane, frame = lane.advanced()
    wanted = frame.since(from_step)
    lines = frame_line(optimizer, wanted) if len(wanted) else b""
    if lane.ended:
        lines += end_line(optimizer, lane.state, lane.stepper.evaluations(lane.state.steps))
    return lane, lines
