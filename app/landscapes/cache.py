"""Landscapes of classifiers, each computed once for all who ask for it at the same time, the latest ones kept."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial

from app.instance import current_settings, one_per_instance
from app.landscapes.costs import Counts
from app.landscapes.landscape import ClassifierLandscape, Event, landscape_slices
from app.requests.landscapes import ClassifierLandscapeRequest
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.storage.removals import ResultCache
from app.training.task import TrainingPlan
from app.training.trained import Trained, trained_classifier_events


@one_per_instance
def _landscapes() -> SharedWork[Event]:
    return SharedWork(current_settings().concurrent_landscapes, array_threads())


@one_per_instance
def _long_landscapes() -> SharedWork[Event]:
    """Those that take long wait for each other only, so that none waits for them that is had within a request."""
    return SharedWork(current_settings().concurrent_long_landscapes, array_threads())


@one_per_instance
def _cache() -> ResultCache[ClassifierLandscape]:
    max_landscapes = current_settings().max_cached_landscapes
    return ResultCache(lambda landscapes: len(landscapes) > max_landscapes)


async def landscape_events(
    specification: ClassifierLandscapeRequest, plan: TrainingPlan, counts: Counts
) -> AsyncGenerator[Event]:
    """Progress, then the landscape, for which features are read and the optimizer is trained if need be.

    Cancelling stops the work within one slice, unless others wait for it too.

    Args:
        plan: that of the run's objective.
        counts: as ``costs.counts_of`` found.

    Raises:
        UntrainableError: the optimizer diverged, or its path has no directions.
    """
    dataset = specification.run.objective.dataset
    key = f"{dataset} {specification.digest()} {counts}"
    cached = _cache().get(key)
    if cached is not None:
        yield cached
        return
    async with aclosing(trained_classifier_events(specification.run.alone(specification.optimizer), plan)) as training:
        async for done in training:
            if isinstance(done, Trained):
                trained = done
            else:
                yield done
    work = _long_landscapes() if counts.takes_long else _landscapes()
    computing = partial(landscape_slices, specification, counts, trained.task, trained.trajectory)
    async with aclosing(work.follow(key, computing)) as computed:
        async for event in computed:
            if isinstance(event, ClassifierLandscape):
                _cache().put(key, event, dataset)
            yield event
