"""Data sets by id: built in, imported, uploaded; each is what is on the disk now."""

import io
import os
from pathlib import Path

import numpy as np
import pytest

from app.datasets.catalogue import BUILT_IN
from app.datasets.cifar10 import NotCifar10
from app.datasets.labelled import LabelledImages, Split
from app.settings import Settings
from app.studies import datasets
from app.studies.datasets import (
    NotInstalled,
    UnknownDataset,
    entries,
    entry_of,
    import_cifar10,
    keep_upload,
    remove,
    split_of,
)
from tests.datasets.cifar10_archives import archive, members


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, with room for three uploads."""
    monkeypatch.setattr(datasets, "settings", Settings(data=tmp_path, kept_uploads=3))
    return tmp_path


def install() -> None:
    import_cifar10(io.BytesIO(archive(members())), lambda line: None)


def upload(seed: int) -> str:
    images = np.random.default_rng(seed).integers(0, 256, (4, 32, 32, 3), dtype=np.uint8)
    part = LabelledImages(images, np.array([0, 1, 0, 1]), ("cat", "dog"))
    return keep_upload("Pets", Split(part, part)).id


def test_what_is_built_in_is_made_once() -> None:
    assert split_of("spirals") is split_of("spirals")
    assert [entry.id for entry in entries()] == [*BUILT_IN, "cifar10"]


@pytest.mark.parametrize("id", ["", "mnist", "own-", "own-0123456789ab", "../cifar10", "own-0123456789ab/../x"])
def test_an_unknown_one(id: str) -> None:
    for look in (split_of, entry_of, remove):
        with pytest.raises(UnknownDataset):
            look(id)


def test_cifar10_has_to_be_installed_and_can_be_removed() -> None:
    command = "slopelab data cifar10 PATH-or-URL"
    assert entry_of("cifar10").command == command
    assert entry_of("cifar10").description.train == 50_000
    with pytest.raises(NotInstalled) as refusal:
        split_of("cifar10")
    assert (refusal.value.id, refusal.value.command) == ("cifar10", command)
    install()
    assert entry_of("cifar10").command is None
    assert entry_of("cifar10").description.train == len(split_of("cifar10").train.labels) == 30
    remove("cifar10")
    with pytest.raises(NotInstalled):
        split_of("cifar10")


def test_a_failed_import_leaves_what_was_there(data: Path) -> None:
    install()
    before = sorted(data.rglob("*"))
    whole = archive(members())
    with pytest.raises(NotCifar10):
        import_cifar10(io.BytesIO(whole[: len(whole) // 2]), lambda line: None)
    assert sorted(data.rglob("*")) == before
    assert entry_of("cifar10").command is None


def test_a_damaged_file_is_not_installed(data: Path) -> None:
    install()
    file = data / "datasets" / "cifar10.npz"
    file.write_bytes(file.read_bytes()[:-100])
    assert entry_of("cifar10").command is not None
    with pytest.raises(NotInstalled):
        split_of("cifar10")


def test_uploads_are_kept_by_their_content_and_the_oldest_go(data: Path) -> None:
    install()
    ids = [upload(seed) for seed in range(3)]
    assert upload(0) == ids[0]
    for age, id in enumerate(ids):
        os.utime(data / "datasets" / "uploads" / f"{id}.npz", (1e9 + age, 1e9 + age))
    newest = upload(3)
    assert [entry.id for entry in entries() if entry.origin == "uploaded"] == [newest, ids[2], ids[1]]
    assert split_of(newest).train.classes == ("cat", "dog")
    assert entry_of("cifar10").command is None
    remove(newest)
    with pytest.raises(UnknownDataset):
        split_of(newest)
