"""Training tasks, each prepared once for all concurrent requests, and cached for a while."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from app.datasets.catalogue import BUILT_IN
from app.instance import current_settings, one_per_instance
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.storage.removals import ResultCache
from app.training.slow_features import ExtractionProgress
from app.training.task import TrainingPlan, TrainingTask, task_preparation

Event = ExtractionProgress | TrainingTask


@one_per_instance
def _cache() -> ResultCache[TrainingTask]:
    max_bytes = current_settings().feature_cache_bytes
    return ResultCache(lambda tasks: sum(task.features.bytes for task in tasks) > max_bytes)


@one_per_instance
def _work() -> SharedWork[Event]:
    return SharedWork(current_settings().concurrent_learnings, array_threads(), _store)


def _store(key: str, event: Event) -> None:
    if isinstance(event, TrainingTask):
        _cache().put(event.plan.key, event, event.plan.specification.dataset)


async def task_events(plan: TrainingPlan) -> AsyncGenerator[Event]:
    """Yield the progress of a plan's features, then the task; a cached task comes at once.

    The features of the built-in data sets are computed once for all visitors, so this continues when nobody waits for
    it.
    """
    cached = _cache().get(plan.key)
    if cached is not None and cached.plan.split is plan.split:
        yield cached
        return
    key = f"{plan.key} {id(plan.split)}"
    if plan.specification.dataset in BUILT_IN:
        _work().finish(key, lambda: task_preparation(plan))
    async with aclosing(_work().follow(key, lambda: task_preparation(plan))) as events:
        async for event in events:
            yield event
