"""A run as a stream of lines, computed slice by slice on threads that all runs share."""

from collections import deque
from collections.abc import AsyncGenerator, Sequence

from anyio import CapacityLimiter, to_thread

from app.engine.steppers import Stepper
from app.runs.lines import DONE, end_line, frame_line, run_line
from app.runs.slices import Lane
from app.runs.specification import RunSpecification


async def run_lines(
    run: RunSpecification, steppers: Sequence[Stepper], from_step: int, threads: CapacityLimiter
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
    lanes = deque(enumerate(map(Lane.at_start, steppers)))
    while lanes:
        optimizer, lane = lanes.popleft()
        lane, lines = await to_thread.run_sync(_advanced, optimizer, lane, from_step, limiter=threads)
        if lines:
            yield lines
        if not lane.ended:
            lanes.append((optimizer, lane))
    yield DONE


def _advanced(optimizer: int, lane: Lane, from_step: int) -> tuple[Lane, bytes]:
    """The lane of an optimizer after one slice, and its lines: entries from a step on, and the end if it came."""
    lane, frame = lane.advanced()
    wanted = frame.since(from_step)
    lines = frame_line(optimizer, wanted) if len(wanted) else b""
    if lane.ended:
        lines += end_line(optimizer, lane.state, lane.stepper.evaluations(lane.state.steps))
    return lane, lines
