"""Whether the data folder takes what is to be kept, as far as is known without touching the disk."""

import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import Literal

Condition = Literal["ok", "read_only", "full", "not_a_folder", "failing"]
"""``failing`` is any trouble of the disk that is none of the others."""

_MIN_FREE_BYTES = 1 << 20
"""With less room, nothing that is kept would find a place."""

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
    """What is known of a data folder from what was written last and from the last check."""

    def __init__(self) -> None:
        self.current: Condition = "ok"
        self._failed_in: Path | None = None

    def kept(self) -> None:
        """Take note that something was written."""
        self.current, self._failed_in = "ok", None

    def failed(self, folder: Path, error: OSError) -> None:
        """Take note that a folder did not take something."""
        self.current, self._failed_in = _CONDITIONS.get(error.errno, "failing"), folder

    def stalled(self) -> None:
        """Take note that a check does not come to an end."""
        self.current = "failing"

    def check(self, folder: Path) -> None:
        """Find out, on the disk, whether the data folder takes something, and the one below it that did not last."""
        found = condition_of(folder)
        if found == "ok" and self._failed_in is not None:
            found = condition_of(self._failed_in)
        self.current = found


data_condition = DataCondition()
"""That of this process's data folder."""


def condition_of(folder: Path) -> Condition:
    """Whether a folder takes files; of one that is not there yet, whether it could be made. Nothing is left in it."""
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
