"""Archives of arrays: numpy's format, read in parts, and written atomically."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.interruption import Interrupted, checkpoints
from app.storage import archives
from app.storage.archives import unpacked, write_arrays, write_whole

ARRAYS: dict[str, NDArray[Any]] = {
    "text": np.array("학습 <b>"),
    "names": np.array(["a", "고양이"]),
    "number": np.array(0.5),
    "none": np.empty((0, 3), np.float32),
    "columns": np.asfortranarray(np.arange(60, dtype=np.int64).reshape(20, 3)),
    "strided": np.arange(100, dtype=np.uint8)[::3],
    "large": np.random.default_rng(0).integers(0, 256, (700, 3000), dtype=np.uint8),
}


def written(file: Path) -> None:
    write_whole(file, lambda unfinished: write_arrays(unfinished, ARRAYS))


def assert_all_there(arrays: Any) -> None:
    assert set(arrays) == set(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        np.testing.assert_array_equal(arrays[name], array, strict=True)


def test_numpy_reads_what_is_written_and_the_other_way_round(tmp_path: Path) -> None:
    written(tmp_path / "ours.npz")
    np.savez(tmp_path / "theirs.npz", allow_pickle=False, **ARRAYS)
    with np.load(tmp_path / "ours.npz", allow_pickle=False) as arrays:
        assert_all_there(arrays)
    for name in ("ours", "theirs"):
        with unpacked(tmp_path / f"{name}.npz") as again:
            assert_all_there(again)


def test_objects_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_whole(tmp_path / "a.npz", lambda file: write_arrays(file, {"a": np.array([object()])}))


def test_what_is_large_is_written_and_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "PART_BYTES", 100_000)
    met = 0

    def hook() -> None:
        nonlocal met
        met += 1

    with checkpoints(hook):
        written(tmp_path / "a.npz")
        assert met >= 21
        met = 0
        with unpacked(tmp_path / "a.npz") as arrays:
            arrays["large"]
        assert met >= 8


def test_an_interrupted_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "PART_BYTES", 100_000)
    (tmp_path / "a.npz").write_bytes(b"before")
    left = iter(range(10))

    def stop_at_the_tenth() -> None:
        if next(left) == 9:
            raise Interrupted

    with pytest.raises(Interrupted), checkpoints(stop_at_the_tenth):
        written(tmp_path / "a.npz")
    assert [file.name for file in tmp_path.iterdir()] == ["a.npz"]
    assert (tmp_path / "a.npz").read_bytes() == b"before"
