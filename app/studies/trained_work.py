"""Trained classifiers, each trained once for all who ask for it at the same time, and its path kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial

from app.runs.training_specification import TrainingSpecification
from app.scheduling.event_loops import PerEventLoop
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.settings import settings
from app.storage.trajectories import Trajectory
from app.studies.lesson_work import lesson_pieces
from app.studies.lessons import Lesson, Plan
from app.studies.progress import Progress
from app.studies.trained import trajectory_pieces


@dataclass(frozen=True, eq=False)
class Trained:
    """What an optimizer learned from, and the path that it took."""

    lesson: Lesson
    trajectory: Trajectory


_the_work: PerEventLoop[SharedWork[Progress | Trajectory]] = PerEventLoop(
    lambda: SharedWork(settings.concurrent_runs, array_threads())
)


async def trained_pieces(run: TrainingSpecification, plan: Plan) -> AsyncGenerator[Progress | Trained]:
    """Progress, then the trained classifier, for which features are read and it is trained if need be.

    Cancelling stops the work within one slice, unless others wait for it too.

    Args:
        run: of one optimizer.
        plan: that of the run's objective.
    """
    async with aclosing(lesson_pieces(plan)) as read:
        async for extracted in read:
            if isinstance(extracted, Lesson):
                lesson = extracted
            else:
                yield Progress("extract", extracted.done / extracted.of)
    async with aclosing(_the_work().follow(run.digest(), partial(trajectory_pieces, run, lesson))) as training:
        async for piece in training:
            yield Trained(lesson, piece) if isinstance(piece, Trajectory) else piece
