"""Landscapes of classifiers, each computed once for all who ask for it at the same time, the latest ones kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from anyio.lowlevel import RunVar

from app.runs.threads import array_threads
from app.settings import settings
from app.storage.trajectories import Trajectory
from app.studies.lesson_work import lesson_pieces
from app.studies.lessons import Lesson, Plan
from app.studies.planes.costs import Counts
from app.studies.planes.landscape import ClassifierLandscape, Piece, landscape_slices
from app.studies.planes.specification import LandscapeSpecification
from app.studies.planes.trained import trajectory_pieces
from app.studies.shared_work import SharedWork

Result = TypeVar("Result")


@dataclass(frozen=True)
class _Desk:
    """What is being trained and computed, and the landscapes that were, the latest last."""

    work: SharedWork[int | Trajectory | Piece]
    kept: dict[str, ClassifierLandscape]


_desk: RunVar[_Desk] = RunVar("landscapes")


async def landscape_of(specification: LandscapeSpecification, plan: Plan, counts: Counts) -> ClassifierLandscape:
    """The landscape, for which features are read and the optimizer is trained if need be.

    Cancelling stops the work within one slice, unless others wait for it too.

    Args:
        plan: that of the run's objective.
        counts: as ``costs.counts_of`` found.

    Raises:
        Unfit: the optimizer diverged, or its path has no directions.
    """
    desk, key = _the_desk(), specification.digest()
    if key in desk.kept:
        return desk.kept[key]
    lesson = await _last(lesson_pieces(plan), Lesson)
    run = specification.run.alone(specification.optimizer)
    training = partial(trajectory_pieces, run, lesson)
    trajectory = await _last(desk.work.follow(f"training {run.digest()}", training), Trajectory)
    computing = partial(landscape_slices, specification, counts, lesson, trajectory)
    landscape = await _last(desk.work.follow(f"landscape {key}", computing), ClassifierLandscape)
    _keep(desk, key, landscape)
    return landscape


async def _last(pieces: AsyncGenerator[object], kind: type[Result]) -> Result:
    """What work comes to."""
    async with aclosing(pieces) as signs:
        async for piece in signs:
            if isinstance(piece, kind):
                return piece
    raise AssertionError("work ends with what it was for")


def _keep(desk: _Desk, key: str, landscape: ClassifierLandscape) -> None:
    desk.kept[key] = landscape
    while len(desk.kept) > settings.kept_landscapes:
        del desk.kept[next(iter(desk.kept))]


def _the_desk() -> _Desk:
    """That of the running event loop."""
    try:
        return _desk.get()
    except LookupError:
        desk = _Desk(SharedWork(settings.concurrent_landscapes, array_threads()), {})
        _desk.set(desk)
        return desk
