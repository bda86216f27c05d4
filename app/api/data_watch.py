"""Watching the data folder, so that whoever runs the server learns of trouble before a visitor does."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread

from app.logs import logger_of
from app.settings import settings
from app.storage.condition import Condition, data_condition

_PATIENCE_SECONDS = 2.0
"""How long a check may take before the disk counts as failing."""
_TROUBLES: dict[Condition, str] = {
    "ok": "takes data again",
    "read_only": "may not be written to",
    "full": "is full",
    "not_a_folder": "is a file, or lies below one",
    "failing": "cannot be written to: the disk is failing or does not answer",
}
_CONSEQUENCE = (
    ". The lab runs, but keeps nothing beyond its memory, and takes no data sets. SLOPELAB_DATA names another folder"
)

logger = logger_of(__name__)


@asynccontextmanager
async def watched_data_folder() -> AsyncIterator[None]:
    """Checks the data folder now and again for as long as the context lasts; what changes is logged.

    The context begins when the first check has ended, unless the disk does not answer.
    """
    first = asyncio.Event()
    watching = asyncio.create_task(_watch(first))
    await first.wait()
    try:
        yield
    finally:
        watching.cancel()


async def _watch(first: asyncio.Event) -> None:
    reported: Condition = "ok"
    async for condition in _conditions():
        if condition != reported:
            _report(condition)
            reported = condition
        first.set()


async def _conditions() -> AsyncGenerator[Condition]:
    """The condition of the folder after each check, which a thread of its own makes; ``failing`` while that hangs."""
    while True:
        check = asyncio.ensure_future(
            to_thread.run_sync(data_condition.check, settings.data_folder(), abandon_on_cancel=True)
        )
        try:
            ended, _ = await asyncio.wait({check}, timeout=_PATIENCE_SECONDS)
            if not ended:
                data_condition.stalled()
                yield data_condition.current
            await check
        finally:
            check.cancel()
        yield data_condition.current
        await asyncio.sleep(settings.data_check_seconds)


def _report(condition: Condition) -> None:
    logger.warning(
        "The data folder %s %s%s.",
        settings.data_folder(),
        _TROUBLES[condition],
        "" if condition == "ok" else _CONSEQUENCE,
    )
