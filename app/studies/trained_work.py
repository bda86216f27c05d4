"""Trained classifiers, each trained once for all who ask for it at the same time, and its path kept."""

from functools import partial

from anyio.lowlevel import RunVar

from app.runs.threads import array_threads
from app.runs.training_specification import TrainingSpecification
from app.settings import settings
from app.storage.trajectories import Trajectory
from app.studies.lesson_work import lesson_pieces
from app.studies.lessons import Lesson, Plan
from app.studies.shared_work import SharedWork, outcome
from app.studies.trained import trajectory_pieces

_work: RunVar[SharedWork[int | Trajectory]] = RunVar("trainings")


async def trained(run: TrainingSpecification, plan: Plan) -> tuple[Lesson, Trajectory]:
    """The lesson of a run and the path of its optimizer, for which features are read and it is trained if need be.

    Cancelling stops the work within one slice, unless others wait for it too.

    Args:
        run: of one optimizer.
        plan: that of the run's objective.
    """
    lesson = await outcome(lesson_pieces(plan), Lesson)
    training = _the_work().follow(run.digest(), partial(trajectory_pieces, run, lesson))
    return lesson, await outcome(training, Trajectory)


def _the_work() -> SharedWork[int | Trajectory]:
    """That of the running event loop."""
    try:
        return _work.get()
    except LookupError:
        work: SharedWork[int | Trajectory] = SharedWork(settings.concurrent_landscapes, array_threads())
        _work.set(work)
        return work
