"""A run on a classifier as a stream of lines, computed slice by slice on threads that all visitors share."""

from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from functools import partial
from itertools import chain

from app.instance import one_per_instance
from app.json_lines import DONE
from app.requests.trainings import TrainingSpecification
from app.runs.stream import Rotation
from app.scheduling.slices import slice_of
from app.scheduling.slots import Slots
from app.scheduling.threads import cores
from app.scheduling.turns import Turns
from app.training.lines import (
    classifier_line,
    end_line,
    look_pieces,
    progress_line,
    run_line,
    training_frame_line,
)
from app.training.optimizers import TrainingLane, trainings_of
from app.training.slow_features import Extracted
from app.training.task import Lesson, Plan
from app.training.task_cache import lesson_pieces
from app.training.trained import keep_trajectory


@one_per_instance
def _large_work() -> Slots:
    """For what holds much memory from one slice to the next: as much of it goes on at once as can be computed."""
    return Slots(cores())


async def training_lines(
    run: TrainingSpecification, plan: Plan, from_step: int, threads: Turns
) -> AsyncGenerator[bytes]:
    """The lines of a run on a classifier: the run, how its features are read, then its optimizers in turns.

    Cancelling the consumer ends the work within one slice.

    Args:
        plan: that of the run's objective, for which ``lengths_of`` accepts the run.
        from_step: the first entry wanted of each optimizer; what comes before is computed again but not sent.
    """
    yield run_line(run)
    async with aclosing(lesson_pieces(plan)) as pieces:
        async for piece in pieces:
            match piece:
                case Extracted():
                    yield progress_line(piece)
                case Lesson():
                    lesson = piece
    trainings = await threads.run(trainings_of, run, lesson)
    yield classifier_line(lesson, trainings)
    advanced = partial(_advanced, run, lesson, from_step)
    rotation = Rotation(map(TrainingLane.at_start, trainings), advanced)
    while not rotation.ended:
        for lines, rest in await threads.run(rotation.one_slice):
            # A client that reads slowly must not hold the place, so nothing is sent before all pieces are there.
            if some := lines + (await _whole(rest, threads) if rest else b""):
                yield some
    yield DONE


async def _whole(pieces: Iterator[bytes], threads: Turns) -> bytes:
    """The pieces, made a slice at a time, joined."""
    made: list[bytes] = []
    async with _large_work().slot():
        while some := await threads.run(slice_of, pieces):
            made += some
    return b"".join(made)


def _advanced(
    run: TrainingSpecification, lesson: Lesson, from_step: int, optimizer: int, lane: TrainingLane
) -> tuple[TrainingLane, tuple[bytes, Iterator[bytes] | None]]:
    """The lane of an optimizer after one slice; and its lines: the path's, and those that are still to be made."""
    after, frame = lane.advanced()
    state = after.state
    wanted = frame.since(from_step)
    lines = training_frame_line(optimizer, wanted, state.seconds) if len(wanted) else b""
    pieces: list[Iterable[bytes]] = []
    if state.report is not None and state.steps >= from_step:
        pieces.append(look_pieces(run, optimizer, len(after.looked_at) - 1, lesson, lane.training, state))
    if after.ended:
        pieces.append([end_line(optimizer, lane.training, state)])
        keep_trajectory(run, optimizer, after.trajectory())
    return after, (lines, chain(*pieces) if pieces else None)
