"""Lessons, each prepared once for all who ask for it at the same time, and kept for those who come soon after."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field

from app.datasets.catalogue import BUILT_IN
from app.scheduling.event_loops import PerEventLoop
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.settings import settings
from app.storage.removals import is_removed, when_removed
from app.training.slow_features import Extracted
from app.training.task import Lesson, Plan, preparation

Event = Extracted | Lesson


@dataclass
class _LessonWork:
    """What is being prepared, and what was, the latest last.

    The features of the built-in data sets are read once for all, so their reading goes on when nobody waits for it.
    """

    cached: dict[str, Lesson] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._work: SharedWork[Event] = SharedWork(settings.concurrent_learnings, array_threads(), self._note)

    async def events(self, plan: Plan) -> AsyncGenerator[Event]:
        cached = self.cached.get(plan.key)
        if cached is not None and cached.plan.split is plan.split:
            yield cached
            return
        key = f"{plan.key} {id(plan.split)}"
        if plan.specification.dataset in BUILT_IN:
            self._work.finish(key, lambda: preparation(plan))
        async with aclosing(self._work.follow(key, lambda: preparation(plan))) as events:
            async for event in events:
                yield event

    def forget(self, dataset: str) -> None:
        """Hold nothing of a data set any longer."""
        for key, lesson in list(self.cached.items()):
            if lesson.plan.specification.dataset == dataset:
                del self.cached[key]

    def _note(self, key: str, event: Event) -> None:
        if not isinstance(event, Lesson) or is_removed(event.plan.specification.dataset):
            return
        self.cached[event.plan.key] = event
        while sum(one.seen.bytes for one in self.cached.values()) > settings.kept_lesson_bytes and len(self.cached) > 1:
            del self.cached[next(iter(self.cached))]


_work = PerEventLoop(_LessonWork)
when_removed(lambda dataset: _work.tell(lambda work: work.forget(dataset)))


async def lesson_pieces(plan: Plan) -> AsyncGenerator[Event]:
    """How a plan's features are read, and then the lesson, which comes at once if it is kept."""
    async with aclosing(_work().events(plan)) as events:
        async for event in events:
            yield event
