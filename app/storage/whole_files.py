"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from app.storage.condition import data_condition

Write = Callable[[BinaryIO], object]
"""Writes what a file is to hold into one that is open at its start."""


def write_whole(file: Path, write: Write) -> None:
    """Make what ``write`` writes what ``file`` holds, on the disk when this returns.

    It is written under another name in the same folder first, so that whoever reads ``file``, even after the process
    was killed or the power failed, finds the old content or the new. The folder is made if it is not there.
    How it went is noted in `data_condition`.

    Raises:
        OSError: the disk is full, or the folder may not be written to.
    """
    try:
        _write_whole(file, write)
    except OSError as error:
        data_condition.failed(file.parent, error)
        raise
    data_condition.kept()


def _write_whole(file: Path, write: Write) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as unfinished:
            write(unfinished)
            unfinished.flush()
            os.fsync(descriptor)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last; systems that cannot open a folder do so by themselves."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
