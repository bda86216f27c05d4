"""Landscapes of classifiers, each computed once for all who ask for it at the same time, the latest ones kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial

from app.instance import current_settings, one_per_instance
from app.landscapes.costs import Counts
from app.landscapes.landscape import ClassifierLandscape, Piece, landscape_slices
from app.requests.landscapes import LandscapeSpecification
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.storage.removals import ResultCache
from app.training.task import Plan
from app.training.trained import Trained, trained_pieces


@one_per_instance
def _landscapes() -> SharedWork[Piece]:
    return SharedWork(current_settings().concurrent_landscapes, array_threads())


@one_per_instance
def _long_landscapes() -> SharedWork[Piece]:
    """Those that take long wait for each other only, so that none waits for them that is had within a request."""
    return SharedWork(current_settings().concurrent_long_landscapes, array_threads())


@one_per_instance
def _cache() -> ResultCache[ClassifierLandscape]:
    most = current_settings().max_cached_landscapes
    return ResultCache(lambda landscapes: len(landscapes) > most)


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
    key = f"{dataset} {specification.digest()} {counts}"
    cached = _cache().get(key)
    if cached is not None:
        yield cached
        return
    async with aclosing(trained_pieces(specification.run.alone(specification.optimizer), plan)) as training:
        async for done in training:
            if isinstance(done, Trained):
                trained = done
            else:
                yield done
    work = _long_landscapes() if counts.takes_long else _landscapes()
    computing = partial(landscape_slices, specification, counts, trained.lesson, trained.trajectory)
    async with aclosing(work.follow(key, computing)) as computed:
        async for piece in computed:
            if isinstance(piece, ClassifierLandscape):
                _cache().put(key, piece, dataset)
            yield piece
