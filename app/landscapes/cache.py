"""Landscapes of classifiers, each computed once for all concurrent requests; the latest ones are cached."""

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
    """The computation of long landscapes, which wait only for each other, so that they never delay short ones."""
    return SharedWork(current_settings().concurrent_long_landscapes, array_threads())


@one_per_instance
def _cache() -> ResultCache[ClassifierLandscape]:
    max_landscapes = current_settings().max_cached_landscapes
    return ResultCache(lambda landscapes: len(landscapes) > max_landscapes)


async def landscape_events(
    specification: ClassifierLandscapeRequest, plan: TrainingPlan, counts: Counts
) -> AsyncGenerator[Event]:
    """Yield progress, then the landscape; if necessary, features are read and the optimizer is trained first.

    Cancelling stops the work within one slice, unless others wait for it too.

    Args:
        plan: the plan of the run's objective.
        counts: the result of ``costs.counts_of``.

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
