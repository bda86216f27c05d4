"""A codebook that was acknowledged is complete on the disk; an incomplete one counts as missing."""

import os
from pathlib import Path

import numpy as np
import pytest

from app.datasets.patches import patches
from app.features.codebook import Codebook
from app.features.codebook_learning import learning
from app.storage.archives import write_whole
from app.storage.codebooks import CodebookFolder, StoredCodebook


@pytest.fixture(scope="module", params=["whitened", "sift"])
def stored(request: pytest.FixtureRequest) -> StoredCodebook:
    *_, codebook = learning(patches(train=10, test=1).train.images, request.param, 12, seed=0)
    assert isinstance(codebook, Codebook)
    return StoredCodebook('{"words": 12}', codebook)


def test_what_is_kept_is_read_again(stored: StoredCodebook, tmp_path: Path) -> None:
    folder = CodebookFolder(tmp_path / "new" / "folder", max_files=3)
    assert folder.load("one") is None
    folder.save("one", stored)
    again = folder.load("one")
    assert again is not None
    assert again.specification == stored.specification
    np.testing.assert_array_equal(again.codebook.centres, stored.codebook.centres)
    np.testing.assert_array_equal(again.codebook.pictures, stored.codebook.pictures)
    image = np.random.default_rng(0).integers(0, 256, (1, 32, 32, 3), dtype=np.uint8)
    np.testing.assert_array_equal(again.codebook.counts(image), stored.codebook.counts(image))
    assert again.codebook.training.inertia == stored.codebook.training.inertia
    assert list(folder.specifications()) == [("one", stored.specification)]


@pytest.mark.parametrize("damage", ["empty", "half", "changed", "pickle"])
def test_a_damaged_file_is_not_there(stored: StoredCodebook, tmp_path: Path, damage: str) -> None:
    folder = CodebookFolder(tmp_path, max_files=3)
    folder.save("one", stored)
    file = tmp_path / "one.npz"
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    if damage == "empty":
        content.clear()
    elif damage == "half":
        del content[middle:]
    elif damage == "changed":
        content[middle] ^= 0xFF
    else:
        np.savez(tmp_path / "other.npz", allow_pickle=True, specification=np.array([object()]))
        content = bytearray((tmp_path / "other.npz").read_bytes())
        (tmp_path / "other.npz").unlink()
    file.write_bytes(bytes(content))
    assert folder.load("one") is None
    folder.save("one", stored)
    assert folder.load("one") is not None


def test_only_so_many_are_kept(stored: StoredCodebook, tmp_path: Path) -> None:
    folder = CodebookFolder(tmp_path, max_files=2)
    for age, id in enumerate(("old", "middle", "new")):
        folder.save(id, stored)
        os.utime(tmp_path / f"{id}.npz", (1e9 + age, 1e9 + age))
    folder.save("newest", stored)
    assert [id for id, _ in folder.specifications()] == ["newest", "new"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    write_whole(file, lambda file: file.write(b"before"))

    def full(descriptor: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        write_whole(file, lambda file: file.write(b"after"))
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]
