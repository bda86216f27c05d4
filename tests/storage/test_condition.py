"""The condition of the data folder according to the last check and the last write."""

import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from app.storage.archives import write_whole
from app.storage.condition import Condition, DataCondition, condition_of, data_condition


def test_a_folder_takes_files_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    assert condition_of(tmp_path) == "ok"
    assert condition_of(tmp_path / "not" / "there" / "yet") == "ok"
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert condition_of(tmp_path / "file") == "not_a_folder"
    assert condition_of(tmp_path / "file" / "below" / "it") == "not_a_folder"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.EROFS, "read_only"),
        (errno.EACCES, "read_only"),
        (errno.EPERM, "read_only"),
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EIO, "failing"),
    ],
)
def test_what_the_disk_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: Condition) -> None:
    def refuse(*arguments: Any, **named: Any) -> Any:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert condition_of(tmp_path) == expected


def test_a_folder_without_room_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1000

    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage)
    assert condition_of(tmp_path) == "full"


def test_writing_tells_how_the_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def current() -> Condition:
        return data_condition().current

    write_whole(tmp_path / "one", lambda file: file.write(b"one"))
    assert current() == "ok"

    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="No space"):
            write_whole(tmp_path / "two", lambda file: file.write(b"two"))
    assert current() == "full"
    assert [file.name for file in tmp_path.iterdir()] == ["one"]
    write_whole(tmp_path / "two", lambda file: file.write(b"two"))
    assert current() == "ok"


def test_a_folder_below_that_took_nothing_is_checked_too(tmp_path: Path) -> None:
    seen, below = DataCondition(), tmp_path / "datasets"

    def checked() -> Condition:
        seen.check(tmp_path)
        return seen.current

    below.write_bytes(b"")
    assert checked() == "ok"
    seen.failed(below, NotADirectoryError(errno.ENOTDIR, "Not a directory"))
    assert checked() == "not_a_folder"
    below.unlink()
    assert checked() == "ok"
