"""Whether the data folder can be written to: checked in the background, and known without touching the disk."""

import asyncio
import errno
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from anyio import to_thread

from app.instance import current_settings, one_per_instance
from app.logs import logger_of

Condition = Literal["ok", "read_only", "full", "not_a_folder", "failing"]
"""The condition of a data folder; ``failing`` is any trouble of the disk that is none of the others."""

_MIN_FREE_BYTES = 1 << 20
"""The free space below which the disk counts as full."""

_CONDITIONS: dict[int | None, Condition] = {
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENOTDIR: "not_a_folder",
    errno.EEXIST: "not_a_folder",
}


class DataCondition:
    """The condition of a data folder according to the last write and the last check."""

    def __init__(self) -> None:
        self.current: Condition = "ok"
        self._failed_in: Path | None = None

    def succeeded(self) -> None:
        """Record that something was written."""
        self.current, self._failed_in = "ok", None

    def failed(self, folder: Path, error: OSError) -> None:
        """Record that a write to a folder failed."""
        self.current, self._failed_in = _CONDITIONS.get(error.errno, "failing"), folder

    def stalled(self) -> None:
        """Record that a check does not end."""
        self.current = "failing"

    def check(self, folder: Path) -> None:
        """Check, on the disk, whether the data folder can be written to, and the subfolder whose last write failed."""
        found = condition_of(folder)
        if found == "ok" and self._failed_in is not None:
            found = condition_of(self._failed_in)
        self.current = found


@one_per_instance
def data_condition() -> DataCondition:
    """The condition of this application's data folder."""
    return DataCondition()


def condition_of(folder: Path) -> Condition:
    """Check whether a folder can be written to or, if it does not exist, could be made. Nothing is left in it."""
    try:
        place = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        if not place.is_dir():
            return "not_a_folder"
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"slopelab")
            file.flush()
            os.fsync(file.fileno())
        return "ok" if shutil.disk_usage(place).free >= _MIN_FREE_BYTES else "full"
    except OSError as error:
        return _CONDITIONS.get(error.errno, "failing")


_PATIENCE_SECONDS = 2.0
"""The time that a check may take before the disk counts as failing."""
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
    """Check the data folder from time to time for as long as the context lasts, and log changes.

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
    """Yield the condition of the folder after each check, made on a separate thread; ``failing`` while that hangs."""
    while True:
        check = asyncio.ensure_future(
            to_thread.run_sync(data_condition().check, current_settings().data_folder(), abandon_on_cancel=True)
        )
        try:
            ended, _ = await asyncio.wait({check}, timeout=_PATIENCE_SECONDS)
            if not ended:
                data_condition().stalled()
                yield data_condition().current
            await check
        finally:
            check.cancel()
        yield data_condition().current
        await asyncio.sleep(current_settings().data_check_seconds)


def _report(condition: Condition) -> None:
    logger.warning(
        "The data folder %s %s%s.",
        current_settings().data_folder(),
        _TROUBLES[condition],
        "" if condition == "ok" else _CONSEQUENCE,
    )
