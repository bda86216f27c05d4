"""Lessons, each prepared once for all who ask for it at the same time, and kept for those who come soon after."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from app.scheduling.event_loops import PerEventLoop
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.settings import settings
from app.studies.lessons import Lesson, Plan, preparation
from app.studies.long_features import Extracted

Piece = Extracted | Lesson


@dataclass(frozen=True)
class _Desk:
    """What is being prepared, and what was, the latest last."""

    work: SharedWork[Piece]
    kept: dict[str, Lesson]


_the_desk = PerEventLoop(lambda: _Desk(SharedWork(settings.concurrent_learnings, array_threads()), {}))


async def lesson_pieces(plan: Plan) -> AsyncGenerator[Piece]:
    """How a plan's features are read, and then the lesson, which comes at once if it is kept."""
    desk, key = _the_desk(), plan.key
    kept = desk.kept.get(key)
    if kept is not None and kept.plan.split is plan.split:
        yield kept
        return
    async with aclosing(desk.work.follow(f"{key} {id(plan.split)}", lambda: preparation(plan))) as pieces:
        async for piece in pieces:
            if isinstance(piece, Lesson):
                _keep(desk, key, piece)
            yield piece


def _keep(desk: _Desk, key: str, lesson: Lesson) -> None:
    desk.kept[key] = lesson
    while sum(one.seen.bytes for one in desk.kept.values()) > settings.kept_lesson_bytes and len(desk.kept) > 1:
        del desk.kept[next(iter(desk.kept))]
