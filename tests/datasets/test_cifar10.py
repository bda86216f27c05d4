"""CIFAR-10 is read in its authors' layout, and a wrong archive is refused with a sentence."""

import gzip
import io
import pickle
import tarfile

import numpy as np
import pytest

from app.datasets import cifar10
from app.datasets.cifar10 import CLASSES, FOLDER, RECORD, NotCifar10Error, read_archive
from app.datasets.labelled import LabelledImages, Split
from tests.datasets.cifar10_archives import archive, archive_of_pairs, members, records

TRAIN, TEST, META = f"{FOLDER}/data_batch_1.bin", f"{FOLDER}/test_batch.bin", f"{FOLDER}/batches.meta.txt"


def read(content: bytes) -> Split[LabelledImages]:
    return read_archive(io.BytesIO(content), lambda line: None)


def test_planes_become_pixels_in_the_order_of_the_files() -> None:
    lines: list[str] = []
    split = read_archive(io.BytesIO(archive(members())), lines.append)
    assert lines == ["data_batch_2.bin: 10 images", "data_batch_1.bin: 20 images", "test_batch.bin: 10 images"]
    assert split.train.images.shape == (30, 32, 32, 3)
    assert split.train.images.dtype == np.uint8
    assert split.train.labels.dtype == np.int64
    assert split.train.classes == split.test.classes == CLASSES
    raw = np.concatenate([records(20, seed=1), records(10, seed=2)])
    np.testing.assert_array_equal(split.train.labels, raw[:, 0])
    for channel in range(3):
        plane = raw[7, 1 + 1024 * channel : 1 + 1024 * (channel + 1)].reshape(32, 32)
        np.testing.assert_array_equal(split.train.images[7, ..., channel], plane)
    np.testing.assert_array_equal(split.test.labels, np.arange(10))


def without(name: str) -> bytes:
    return archive({key: file for key, file in members().items() if key != name})


def with_file(name: str, content: bytes) -> bytes:
    return archive(members() | {name: content})


def link(name: str) -> bytes:
    """The archive with a link to a file of this machine in the place of one of its files."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        for key, file in members().items():
            member = tarfile.TarInfo(key)
            if key == name:
                member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            else:
                member.size = len(file)
            tar.addfile(member, io.BytesIO(file))
    return gzip.compress(content.getvalue())


def wrong_label() -> bytes:
    content = records(3)
    content[1, 0] = 10
    return with_file(TRAIN, content.tobytes())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no tar.gz"),
        (b"hello", "no tar.gz"),
        (gzip.compress(b"hello"), "no tar.gz"),
        (gzip.compress(pickle.dumps({"data": [1, 2, 3]})), "no tar.gz"),
        (archive({}), "holds no"),
        (archive({"cifar-10-batches-py/data_batch_1": b"x"}), "binary version"),
        (without(TEST), "holds no cifar-10-batches-bin/test_batch.bin"),
        (without(META), "holds no cifar-10-batches-bin/batches.meta.txt"),
        (archive({META: members()[META], TEST: members()[TEST]}), "holds no cifar-10-batches-bin/data_batch_1.bin"),
        (link(TEST), "holds no cifar-10-batches-bin/test_batch.bin"),
        (archive({f"../{name}": file for name, file in members().items()}), "holds no"),
        (archive({f"/{name}": file for name, file in members().items()}), "holds no"),
        (with_file(META, b"apple\naquarium_fish\n"), "does not name the classes"),
        (with_file(META, b"\xff" * 60), "does not name the classes"),
        (with_file(META, b"x" * 1001), "more than 1,000 bytes"),
        (with_file(TRAIN, records(2).tobytes()[:-1]), "whole records"),
        (with_file(TRAIN, b""), "whole records"),
        (with_file(TRAIN, bytes(RECORD * 10_001)), "more than 30,730,000 bytes"),
        (wrong_label(), "a label beyond 9"),
        (archive_of_pairs([*members().items(), (TEST, members()[TEST])]), "test_batch.bin twice"),
        (archive_of_pairs([(f"file {number}", b"") for number in range(101)]), "more than 100 members"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_not_cifar10_is_refused_in_one_line(content: bytes, message: str) -> None:
    with pytest.raises(NotCifar10Error, match=message) as refusal:
        read(content)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_an_archive_that_breaks_off_is_refused(share: float) -> None:
    whole = archive(members())
    with pytest.raises(NotCifar10Error):
        read(whole[: int(share * len(whole))])


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_changed_byte_is_noticed(share: float) -> None:
    changed = bytearray(archive(members()))
    changed[int(share * len(changed))] ^= 0x10
    with pytest.raises(NotCifar10Error):
        read(bytes(changed))


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cifar10, "MAX_UNPACKED_BYTES", 1_000_000)
    for content in (with_file("zeros", bytes(2_000_000)), archive(members()) + gzip.compress(bytes(2_000_000))):
        with pytest.raises(NotCifar10Error, match="more than 1 MB"):
            read(content)
