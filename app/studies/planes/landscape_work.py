"""Landscapes of classifiers, each computed once for all who ask for it at the same time, the latest ones kept."""

from dataclasses import dataclass
from functools import partial

from anyio.lowlevel import RunVar

from app.runs.threads import array_threads
from app.settings import settings
from app.studies.lessons import Plan
from app.studies.planes.costs import Counts
from app.studies.planes.landscape import ClassifierLandscape, Piece, landscape_slices
from app.studies.planes.progress import Progress
from app.studies.planes.specification import LandscapeSpecification
from app.studies.planes.trained import trajectory_pieces
from app.studies.shared_work import SharedWork
from app.studies.shared_work import SharedWork, outcome
from app.studies.trained_work import trained


@dataclass(frozen=True)
class _Desk:
    """What is being trained and computed, and the landscapes that were, the latest last.

    Those that take long wait for each other only, so that none waits for them that is had within a request.
    """

    trainings: SharedWork[Progress | Trajectory]
    landscapes: SharedWork[Piece]
    long_landscapes: SharedWork[Piece]
    """What is being computed, and the landscapes that were, the latest last."""
    work: SharedWork[Piece]
    kept: dict[str, ClassifierLandscape]


_desk: RunVar[_Desk] = RunVar("landscapes")


async def landscape_of(specification: LandscapeSpecification, plan: Plan, counts: Counts) -> ClassifierLandscape:
    """What ``landscape_pieces`` come to."""
    async with aclosing(landscape_pieces(specification, plan, counts)) as pieces:
        async for piece in pieces:
            if isinstance(piece, ClassifierLandscape):
                return piece
    raise AssertionError("a landscape is the last of its pieces")


async def landscape_pieces(specification: LandscapeSpecification, plan: Plan, counts: Counts) -> AsyncGenerator[Piece]:
    """Progress, then the landscape, for which features are read and the optimizer is trained if need be.

    Cancelling stops the work within one slice, unless others wait for it too.

    Args:
        plan: that of the run's objective.
        counts: as ``costs.counts_of`` found.

    Raises:
        Unfit: the optimizer diverged, or its path has no directions.
    """
    desk, key = _the_desk(), f"{specification.digest()} {counts}"
    if key in desk.kept:
        yield desk.kept[key]
        return
    async with aclosing(lesson_pieces(plan)) as read:
        async for extracted in read:
            if isinstance(extracted, Lesson):
                lesson = extracted
            else:
                yield Progress("extract", extracted.done / extracted.of)
    run = specification.run.alone(specification.optimizer)
    training = partial(trajectory_pieces, run, lesson)
    async with aclosing(desk.trainings.follow(run.digest(), training)) as trained:
        async for done in trained:
            if isinstance(done, Trajectory):
                trajectory = done
            else:
                yield done
    work = desk.long_landscapes if counts.takes_long else desk.landscapes
    computing = partial(landscape_slices, specification, counts, lesson, trajectory)
    async with aclosing(work.follow(key, computing)) as computed:
        async for piece in computed:
            if isinstance(piece, ClassifierLandscape):
                _keep(desk, key, piece)
            yield piece
        return desk.kept[key]
    lesson, trajectory = await trained(specification.run.alone(specification.optimizer), plan)
    landscape = await outcome(desk.work.follow(key, computing), ClassifierLandscape)
    _keep(desk, key, landscape)
    return landscape


def _keep(desk: _Desk, key: str, landscape: ClassifierLandscape) -> None:
    desk.kept[key] = landscape
    while len(desk.kept) > settings.kept_landscapes:
        del desk.kept[next(iter(desk.kept))]


def _the_desk() -> _Desk:
    """That of the running event loop."""
    try:
        return _desk.get()
    except LookupError:
        threads = array_threads()
        desk = _Desk(
            trainings=SharedWork(settings.concurrent_runs, threads),
            landscapes=SharedWork(settings.concurrent_landscapes, threads),
            long_landscapes=SharedWork(settings.concurrent_long_landscapes, threads),
            kept={},
        )
        _desk.set(desk)
        return desk
