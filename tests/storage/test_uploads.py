"""Uploads belong to the holder of their key; uploads beyond a share are removed with everything computed from them."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.datasets.labelled import LabelledImages, Split
from app.scheduling.claims import Visitor
from app.storage import uploads
from app.storage.archive_folder import derived_id
from app.storage.dataset_catalogue import UnknownDatasetError, entry_of, remove, split_of
from app.storage.datasets import StoredDataset
from app.storage.features import StoredFeature, feature_folder
from app.storage.removals import is_removed
from app.storage.trajectories import Trajectory, trajectory_folder
from app.storage.upload_quota import Quota, StoredUpload, uploads_beyond
from app.storage.uploads import UploadTooLargeError, listed_uploads, may_delete, new_key, save_upload, uploads_folder
from app.training import slow_features
from tests.data_folders import use_settings

HERE, THERE = Visitor("192.0.2.1", "a"), Visitor("192.0.2.2", "b")
PATH = Trajectory(np.array([0, 5]), np.zeros((2, 4), np.float32), "steps")
_ages = count(1)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, with room for three uploads of a visitor."""
    use_settings(monkeypatch, data=tmp_path, max_uploads_per_visitor=3)
    return tmp_path


def pets(size: int = 4) -> Split[LabelledImages]:
    images = np.random.default_rng(0).integers(0, 256, (size, 32, 32, 3), dtype=np.uint8)
    part = LabelledImages(images, np.arange(size) % 2, ("cat", "dog"))
    return Split(part, part)


def upload(key: str | None = None, visitor: Visitor = HERE, size: int = 4) -> tuple[str, str]:
    """Make an upload that is later than all before; return its id and key."""
    id, used = save_upload("Pets", pets(size), key, visitor)
    age = 1e9 + next(_ages)
    os.utime(uploads_folder().folder / f"{id}.npz", (age, age))
    return id, used


def test_the_same_images_are_two_data_sets() -> None:
    (one, one_key), (other, other_key) = upload(), upload()
    assert one != other
    assert one_key != other_key
    assert len(one) == len("own-") + 32


def test_an_upload_is_listed_to_and_deleted_by_its_key_only(data: Path) -> None:
    id, key = upload()
    assert listed_uploads(None) == listed_uploads(new_key()) == []
    assert listed_uploads(key) == [id]
    assert not may_delete(id, None)
    assert not may_delete(id, new_key())
    assert may_delete(id, key)
    assert entry_of(id).description.name == "Pets"
    assert key.encode() not in (data / "datasets" / "uploads" / f"{id}.npz").read_bytes()


def test_uploads_may_be_listed_to_all(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [upload()[0] for _ in range(2)]
    use_settings(monkeypatch, data=data, uploads="shared")
    assert listed_uploads(None) == ids[::-1]
    assert not may_delete(ids[0], None)


def test_what_an_earlier_version_kept_belongs_to_nobody(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    id = "own-0123456789ab"
    uploads_folder().save(id, StoredDataset("Old", pets()))
    assert entry_of(id).description.name == "Old"
    assert listed_uploads(new_key()) == []
    assert not may_delete(id, new_key())
    use_settings(monkeypatch, data=data, uploads="shared")
    assert listed_uploads(None) == [id]
    assert may_delete(id, None)


def test_whoever_knows_of_a_damaged_one_may_delete_it(data: Path) -> None:
    id, _ = upload()
    file = data / "datasets" / "uploads" / f"{id}.npz"
    file.write_bytes(file.read_bytes()[:1000])
    assert may_delete(id, None)
    remove(id)
    with pytest.raises(FileNotFoundError):
        may_delete(id, None)


def test_beyond_a_visitors_share_their_own_oldest_goes() -> None:
    others, _ = upload(visitor=HERE)
    first, key = upload(new_key())
    ids = [upload(key)[0] for _ in range(4)]
    assert listed_uploads(key) == ids[:0:-1]
    assert entry_of(others)
    with pytest.raises(UnknownDatasetError):
        entry_of(first)


def test_uploads_without_a_key_share_the_share_of_their_browser() -> None:
    theirs, _ = upload(visitor=THERE)
    ids = [upload()[0] for _ in range(5)]
    assert set(uploads_folder().ids()) == {theirs, *ids[2:]}


def test_a_share_is_also_one_of_bytes(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, data=data, max_upload_bytes_per_visitor=100_000)
    first, key = upload(size=10)
    second, _ = upload(key, size=10)
    assert listed_uploads(key) == [second]
    with pytest.raises(UploadTooLargeError):
        upload(size=20)
    assert uploads_folder().ids() == [second]
    assert is_removed(first)


def test_many_keys_at_one_address_push_out_nobody_elsewhere(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, data=data, max_uploads=5)
    theirs = [upload(visitor=THERE)[0] for _ in range(2)]
    for _ in range(8):
        upload(new_key())
    assert set(theirs) < set(uploads_folder().ids())
    assert len(uploads_folder().ids()) == 5


def stored(id: str, visitor: str, address: str, size: int = 1) -> StoredUpload:
    return StoredUpload(id, visitor, address, size)


def test_who_has_most_at_the_address_that_has_most_loses_their_oldest() -> None:
    there = [
        stored("one", "ann", "school"),
        stored("two", "bob", "school"),
        stored("three", "bob", "school"),
        stored("four", "cy", "home"),
        stored("five", "cy", "home"),
        stored("six", "di", "cafe"),
    ]
    removed = uploads_beyond(there, visitor=Quota(9, 9), everybody=Quota(5, 100))
    assert [upload.id for upload in removed] == ["two"]
    large = [stored("big", "cy", "home", 90), *there[:3], there[5]]
    removed = uploads_beyond(large, visitor=Quota(9, 99), everybody=Quota(50, 91))
    assert [upload.id for upload in removed] == ["big"]


def test_the_latest_stays() -> None:
    removed = uploads_beyond([stored("one", "a", "x"), stored("two", "b", "y")], Quota(1, 1), Quota(1, 1))
    assert [upload.id for upload in removed] == ["one"]


def derived(data: Path) -> set[str]:
    return {file.stem for folder in ("features", "trajectories") for file in (data / folder).glob("*.npz")}


def keep_derived_from(id: str) -> None:
    vectors = np.zeros((1, 2), np.float32)
    feature_folder().save(derived_id(id, "feature"), StoredFeature(vectors, vectors, 1.0))
    trajectory_folder().save(derived_id(id, "path"), PATH)


@pytest.mark.parametrize("how", ["deleted", "evicted"])
def test_what_was_computed_from_it_goes_with_it(data: Path, how: str) -> None:
    id, key = upload()
    keep_derived_from(id)
    keep_derived_from("digits")
    assert split_of(id) is split_of(id)
    if how == "deleted":
        remove(id)
    else:
        for _ in range(3):
            upload()
        uploads.save_upload("Pets", pets(), None, HERE)
    assert derived(data) == {"digits.feature", "digits.path"}
    assert listed_uploads(key) == []


def test_what_is_computed_afterwards_is_not_kept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    id, _ = upload()
    images = pets().train.images
    remove(id)

    def zeros(train: Any, test: Any) -> Iterator[Any]:
        yield np.zeros((len(train) + len(test), 2), np.float32)

    monkeypatch.setitem(slow_features.SLOW_FEATURES, "none", zeros)
    monkeypatch.setattr(slow_features, "slow_feature_length", lambda feature: 2)
    list(slow_features.slow_feature("none", images, images, id))
    list(slow_features.slow_feature("none", images, images, "patches"))
    (file,) = derived(data)
    assert file.startswith("patches.")
