"""Data sets by id: built in or imported, as they are on the disk now."""

import io
from pathlib import Path

import pytest

from app.datasets.catalogue import BUILT_IN
from app.datasets.cifar10 import NotCifar10Error
from app.storage.dataset_catalogue import (
    DatasetNotInstalledError,
    UnknownDatasetError,
    entries,
    entry_of,
    import_cifar10,
    remove,
    split_of,
)
from tests.data_folders import use_settings
from tests.datasets.cifar10_archives import archive, members


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    use_settings(monkeypatch, data=tmp_path)
    return tmp_path


def install() -> None:
    import_cifar10(io.BytesIO(archive(members())), lambda line: None)


def test_what_is_built_in_is_made_once() -> None:
    assert split_of("spirals") is split_of("spirals")
    assert [entry.id for entry in entries()] == [*BUILT_IN, "cifar10"]


UNKNOWN = ["", "mnist", "own-", "own-0123456789ab", "../cifar10", "own-0123456789ab/../x", f"own-{'0' * 32}"]


@pytest.mark.parametrize("id", UNKNOWN)
def test_an_unknown_one(id: str) -> None:
    for call in (split_of, entry_of, remove):
        with pytest.raises(UnknownDatasetError):
            call(id)


def test_cifar10_has_to_be_installed_and_can_be_removed() -> None:
    command = "slopelab data cifar10 PATH-or-URL"
    assert entry_of("cifar10").command == command
    assert entry_of("cifar10").description.train == 50_000
    with pytest.raises(DatasetNotInstalledError) as refusal:
        split_of("cifar10")
    assert (refusal.value.id, refusal.value.command) == ("cifar10", command)
    install()
    assert entry_of("cifar10").command is None
    assert entry_of("cifar10").description.train == len(split_of("cifar10").train.labels) == 30
    remove("cifar10")
    with pytest.raises(DatasetNotInstalledError):
        split_of("cifar10")


def test_a_failed_import_leaves_what_was_there(data: Path) -> None:
    install()
    before = sorted(data.rglob("*"))
    whole = archive(members())
    with pytest.raises(NotCifar10Error):
        import_cifar10(io.BytesIO(whole[: len(whole) // 2]), lambda line: None)
    assert sorted(data.rglob("*")) == before
    assert entry_of("cifar10").command is None


def test_a_damaged_file_is_not_installed(data: Path) -> None:
    install()
    file = data / "datasets" / "cifar10.npz"
    file.write_bytes(file.read_bytes()[:-100])
    assert entry_of("cifar10").command is not None
    with pytest.raises(DatasetNotInstalledError):
        split_of("cifar10")
