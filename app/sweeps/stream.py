"""A sweep as a stream of lines, computed slice by slice on the threads of runs."""

from collections.abc import AsyncGenerator, Generator, Iterator

from app.json_lines import DONE, line
from app.requests.sweeps import SweepRequest
from app.runs.slices import Lane
from app.scheduling.slices import in_slices
from app.scheduling.turns import Turns
from app.sweeps.points import SweepPoint, sweep_point, threshold_between

LEARNING_RATE = "learning_rate"


async def sweep_lines(sweep: SweepRequest, threads: Turns) -> AsyncGenerator[bytes]:
    """Yield the lines of a sweep, several at a time: the sweep, its points, the threshold of learning rates, the end.

    The slices take turns with those of all runs on ``threads``. Cancelling the consumer ends the work within one slice.
    """
    yield line({"type": "sweep", **sweep.as_json()})
    async for done in in_slices(threads, _events(sweep)):
        if lines := b"".join(done):
            yield lines
    yield DONE


def _events(sweep: SweepRequest) -> Iterator[bytes]:
    """Do the work in parts of at most a slice, and yield for each the line that it produced, or none."""
    starting_loss = sweep.starting_loss()
    points = []
    for value in sweep.values:
        point = yield from _point(sweep, value, starting_loss)
        points.append(point)
        yield line({"type": "point", **vars(point)})
    threshold = threshold_between(points) if sweep.setting == LEARNING_RATE else None
    if threshold is not None:
        while not threshold.found:
            point = yield from _point(sweep, threshold.middle, starting_loss)
            threshold = threshold.narrowed(point)
        yield line({"type": "threshold", **vars(threshold)})


def _point(sweep: SweepRequest, value: float, starting_loss: float) -> Generator[bytes, None, SweepPoint]:
    """Compute the point of one value, without storing its path."""
    lane = Lane.at_start(sweep.stepper(value))
    while not lane.ended:
        lane, _ = lane.advanced()
        yield b""
    return sweep_point(value, lane.state, starting_loss)
