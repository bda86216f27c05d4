"""A run on a classifier as a stream of lines, computed slice by slice on threads that all visitors share."""

from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from functools import partial
from itertools import chain

from app.instance import one_per_instance
from app.json_lines import DONE
from app.requests.trainings import TrainingRequest
from app.runs.stream import Rotation
from app.scheduling.slices import in_slices
from app.scheduling.slots import Slots
from app.scheduling.threads import cores
from app.scheduling.turns import Turns
from app.training.lines import (
    classifier_line,
    end_line,
    evaluation_lines,
    progress_line,
    run_line,
    training_frame_line,
)
from app.training.optimizers import TrainingLane, trainings_of
from app.training.slow_features import ExtractionProgress
from app.training.task import TrainingPlan, TrainingTask
from app.training.task_cache import task_events
from app.training.trained import save_trajectory


@one_per_instance
def _large_work() -> Slots:
    """The slots for work that uses much memory from slice to slice: no more of it runs at once than there are cores."""
    return Slots(cores())


async def training_lines(
    run: TrainingRequest, plan: TrainingPlan, from_step: int, threads: Turns
) -> AsyncGenerator[bytes]:
    """Yield the lines of a run on a classifier: the run, the progress of its features, then its optimizers in turns.

    Cancelling the consumer ends the work within one slice.

    Args:
        plan: the plan of the run's objective, for which ``lengths_of`` accepts the run.
        from_step: the first requested entry of each optimizer; earlier ones are computed again but not sent.
    """
    yield run_line(run)
    async with aclosing(task_events(plan)) as events:
        async for event in events:
            match event:
                case ExtractionProgress():
                    yield progress_line(event)
                case TrainingTask():
                    task = event
    trainings = await threads.run(trainings_of, run, task)
    yield classifier_line(task, trainings)
    advanced = partial(_advanced, run, task, from_step)
    rotation = Rotation(map(TrainingLane.at_start, trainings), advanced)
    async for turns in in_slices(threads, rotation):
        for lines, rest in turns:
            # A client that reads slowly must not occupy the slot, so nothing is sent before all lines are complete.
            if some := lines + (await _whole(rest, threads) if rest else b""):
                yield some
    yield DONE


async def _whole(events: Iterator[bytes], threads: Turns) -> bytes:
    """Produce all events, a slice at a time, and join them."""
    made: list[bytes] = []
    async with _large_work().slot():
        async for some in in_slices(threads, events):
            made += some
    return b"".join(made)


def _advanced(
    run: TrainingRequest, task: TrainingTask, from_step: int, optimizer: int, lane: TrainingLane
) -> tuple[TrainingLane, tuple[bytes, Iterator[bytes] | None]]:
    """Advance an optimizer by one slice; return its lane, the lines of its path, and its further lines."""
    after, frame = lane.advanced()
    state = after.state
    wanted = frame.since(from_step)
    lines = training_frame_line(optimizer, wanted, state.seconds) if len(wanted) else b""
    events: list[Iterable[bytes]] = []
    if state.evaluation is not None and state.steps >= from_step:
        events.append(evaluation_lines(run, optimizer, len(after.evaluated) - 1, task, lane.training, state))
    if after.ended:
        events.append([end_line(optimizer, lane.training, state)])
        save_trajectory(run, optimizer, after.trajectory())
    return after, (lines, chain(*events) if events else None)
