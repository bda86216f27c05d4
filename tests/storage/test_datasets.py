"""A data set is on the disk completely or not at all; a file that changes is read again."""

import os
from pathlib import Path

import numpy as np
import pytest

from app.datasets.labelled import LabelledImages, Split
from app.storage.datasets import DatasetFolder, StoredDataset


def dataset(name: str = "Mine", seed: int = 0) -> StoredDataset:
    """A data set of noise with 20 training images and 5 test images."""
    random = np.random.default_rng(seed)

    def part(count: int) -> LabelledImages:
        images = random.integers(0, 256, (count, 32, 32, 3), dtype=np.uint8)
        return LabelledImages(images, np.arange(count) % 2, ("고양이", "<b>dog</b>"))

    return StoredDataset(name, Split(part(20), part(5)))


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    folder, stored = DatasetFolder(tmp_path / "new" / "folder"), dataset("나의 사진")
    assert folder.load("one") is None
    assert folder.description("one") is None
    folder.save("one", stored)
    again = folder.load("one")
    assert again is not None
    assert again.name == "나의 사진"
    for ours, theirs in ((again.split.train, stored.split.train), (again.split.test, stored.split.test)):
        assert ours.classes == theirs.classes
        assert ours.images.dtype == np.uint8
        assert ours.labels.dtype == np.int64
        np.testing.assert_array_equal(ours.images, theirs.images)
        np.testing.assert_array_equal(ours.labels, theirs.labels)
    described = folder.description("one")
    assert described is not None
    assert (described.train, described.test, described.image_shape) == (20, 5, (32, 32, 3))


def test_it_is_read_once_until_the_file_changes(tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path)
    folder.save("one", dataset("first"))
    assert folder.load("one") is folder.load("one")
    folder.save("one", dataset("second"))
    os.utime(tmp_path / "one.npz", (1e9, 1e9))
    again, described = folder.load("one"), folder.description("one")
    assert again is not None
    assert described is not None
    assert again.name == described.name == "second"


@pytest.mark.parametrize("damage", ["empty", "half", "changed", "pickle", "other"])
def test_a_damaged_file_is_not_there(tmp_path: Path, damage: str) -> None:
    folder, file = DatasetFolder(tmp_path), tmp_path / "one.npz"
    folder.save("one", dataset())
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    if damage == "empty":
        file.write_bytes(b"")
    elif damage == "half":
        file.write_bytes(content[:middle])
    elif damage == "changed":
        content[middle] ^= 0xFF
        file.write_bytes(content)
    elif damage == "pickle":
        np.savez(file, allow_pickle=True, name=np.array([object()]), classes=np.array([object()]))
    else:
        np.savez(file, name=np.array("no images"))
    assert folder.load("one") is None
    assert folder.description("one") is None
    folder.save("one", dataset())
    assert folder.load("one") is not None


def test_files_are_removed_one_by_one_and_from_the_oldest_on(tmp_path: Path) -> None:
    folder = DatasetFolder(tmp_path)
    for age, id in enumerate(("old", "middle", "new")):
        folder.save(id, dataset())
        os.utime(tmp_path / f"{id}.npz", (1e9 + age, 1e9 + age))
    assert folder.ids() == ["new", "middle", "old"]
    folder.remove_all_but(2)
    assert folder.ids() == ["new", "middle"]
    assert folder.remove("new")
    assert not folder.remove("new")
    assert folder.ids() == ["middle"]
