"""Landscapes of classifiers, each computed once for all who ask for it at the same time, the latest ones kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial

from app.landscapes.costs import Counts
from app.landscapes.landscape import ClassifierLandscape, Piece, landscape_slices
from app.requests.landscapes import LandscapeSpecification
from app.scheduling.event_loops import PerEventLoop
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.settings import settings
from app.storage.removals import is_removed, when_removed
from app.training.task import Plan
from app.training.trained import Trained, trained_pieces


@dataclass(frozen=True)
class _Desk:
    """What is being computed, and the landscapes that were, the latest last.

    Those that take long wait for each other only, so that none waits for them that is had within a request.
    """

    landscapes: SharedWork[Piece]
    long_landscapes: SharedWork[Piece]
    kept: dict[str, ClassifierLandscape]

    def forget(self, dataset: str) -> None:
        """Hold nothing of a data set any longer."""
        for key in [key for key in self.kept if key.startswith(f"{dataset} ")]:
            del self.kept[key]


_the_desk = PerEventLoop(
    lambda: _Desk(
        landscapes=SharedWork(settings.concurrent_landscapes, array_threads()),
        long_landscapes=SharedWork(settings.concurrent_long_landscapes, array_threads()),
        kept={},
    )
)
when_removed(lambda dataset: _the_desk.tell(lambda desk: desk.forget(dataset)))


async def landscape_pieces(specification: LandscapeSpecification, plan: Plan, counts: Counts) -> AsyncGenerator[Piece]:
    """Progress, then the landscape, for which features are read and the optimizer is trained if need be.

    Cancelling stops the work within one slice, unless others wait for it too.

    Args:
        plan: that of the run's objective.
        counts: as ``costs.counts_of`` found.

    Raises:
        Unfit: the optimizer diverged, or its path has no directions.
    """
    dataset = specification.run.objective.dataset
    desk, key = _the_desk(), f"{dataset} {specification.digest()} {counts}"
    if key in desk.kept:
        yield desk.kept[key]
        return
    async with aclosing(trained_pieces(specification.run.alone(specification.optimizer), plan)) as training:
        async for done in training:
            if isinstance(done, Trained):
                trained = done
            else:
                yield done
    work = desk.long_landscapes if counts.takes_long else desk.landscapes
    computing = partial(landscape_slices, specification, counts, trained.lesson, trained.trajectory)
    async with aclosing(work.follow(key, computing)) as computed:
        async for piece in computed:
            if isinstance(piece, ClassifierLandscape) and not is_removed(dataset):
                _keep(desk, key, piece)
            yield piece


def _keep(desk: _Desk, key: str, landscape: ClassifierLandscape) -> None:
    desk.kept[key] = landscape
    while len(desk.kept) > settings.kept_landscapes:
        del desk.kept[next(iter(desk.kept))]
