"""Trained classifiers, each trained once for all who ask for it at the same time, and its path kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial

from anyio.lowlevel import RunVar

from app.runs.threads import array_threads
from app.runs.training_specification import TrainingSpecification
from app.settings import settings
from app.storage.trajectories import Trajectory
from app.studies.lesson_work import lesson_pieces
from app.studies.lessons import Lesson, Plan
from app.studies.progress import Progress
from app.studies.shared_work import SharedWork
from app.studies.trained import trajectory_pieces


@dataclass(frozen=True, eq=False)
class Trained:
    """What an optimizer learned from, and the path that it took."""

    lesson: Lesson
    trajectory: Trajectory


_work: RunVar[SharedWork[Progress | Trajectory]] = RunVar("trainings")


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


def _the_work() -> SharedWork[Progress | Trajectory]:
    """That of the running event loop."""
    try:
        return _work.get()
    except LookupError:
        work: SharedWork[Progress | Trajectory] = SharedWork(settings.concurrent_runs, array_threads())
        _work.set(work)
        return work
