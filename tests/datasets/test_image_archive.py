"""Images are read from folders of a zip archive; everything else in it is rejected with a reason, without harm."""

import io
import stat
import unicodedata
import warnings
import zipfile
from zipfile import ZipInfo

import numpy as np
import pytest
from PIL import Image, ImageOps

from app.datasets.image_archive import ArchiveTooLargeError, Limits, NotAZipError, Part, read_part
from tests.datasets.zips import Member, folders, picture, zipped
from tests.features.pictures import encoded, flat, noise

LIMITS = Limits(members=50, unpacked_bytes=1_000_000, image_bytes=100_000, image_pixels=100_000, name_length=60)


def read(content: bytes) -> Part:
    return read_part(content, 0, 1, LIMITS)


def test_the_centre_of_each_image_is_scaled() -> None:
    pixels = np.concatenate([flat(64, 40, (255, 0, 0)), flat(64, 64, (0, 255, 0)), flat(64, 40, (0, 0, 255))], axis=1)
    content = [("a/wide.png", encoded(pixels)), ("a/high.png", encoded(pixels.swapaxes(0, 1)))]
    part = read(zipped([*content, ("b/noise.jpg", encoded(noise(50, 70), "JPEG"))]))
    assert part.images.shape == (3, 32, 32, 3)
    assert part.images.dtype == np.uint8
    # At the edge, the filter includes a little of the cropped part.
    assert (part.images[:2, 1:-1, 1:-1] == (0, 255, 0)).all()
    assert part.classes == ("a", "a", "b")
    opened = Image.open(io.BytesIO(encoded(noise(50, 70), "JPEG")))
    np.testing.assert_array_equal(part.images[2], np.asarray(ImageOps.fit(opened, (32, 32))))


def test_the_parts_are_the_whole() -> None:
    content = zipped([("x/", b""), *folders({"a": 5, "b": 6}), ("a/words.txt", b"words")])
    whole = read(content)
    for count in (1, 3, 8, 20):
        parts = [read_part(content, number, count, LIMITS) for number in range(count)]
        np.testing.assert_array_equal(np.concatenate([part.images for part in parts]), whole.images)
        assert sum((part.classes for part in parts), ()) == whole.classes
        assert sum((part.rejected for part in parts), ()) == whole.rejected


@pytest.mark.parametrize(
    ("name", "class_name"),
    [
        ("cats/1.png", "cats"),
        ("pets/train/cats/1.png", "cats"),
        ("./cats/1.png", "cats"),
        ("cats\\1.png", "cats"),
        ("<b>cats</b>/1.png", "b>"),
        ("<script>alert(1)&/1.png", "<script>alert(1)&"),
        ("c\x07a\u202et\x1bs/1.png", "cats"),
        ("고양이/1.png", "고양이"),
        (unicodedata.normalize("NFD", "고양이/1.png"), "고양이"),
        ("x" * 60 + "/1.png", "x" * 60),
    ],
)
def test_the_folder_names_the_class(name: str, class_name: str) -> None:
    part = read(zipped([(name, picture())]))
    assert part.classes == (class_name,)
    assert part.rejected == ()


def info(name: str = "a/x.png", mode: int = 0) -> ZipInfo:
    member = ZipInfo(name)
    member.external_attr = mode << 16
    return member


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (("../a/x.png", picture()), "leads out"),
        (("a/../../x.png", picture()), "leads out"),
        (("/etc/passwd", picture()), "leads out"),
        (("c:/a/x.png", picture()), "leads out"),
        (("\\\\server\\share\\x.png", picture()), "leads out"),
        (("x.png", picture()), "in no folder"),
        (("\x07/x.png", picture()), "in no folder"),
        (("x" * 61 + "/x.png", picture()), "more than 60 characters"),
        ((info(mode=stat.S_IFLNK | 0o777), b"/etc/passwd"), "a link"),
        ((info(mode=stat.S_IFIFO | 0o777), picture()), "a link or a device"),
        (("a/x.png", b""), "empty"),
        (("a/x.png", b"hello"), "no image of these formats: PNG, JPEG"),
        (("a/x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "no image"),
        (("a/x.zip", zipped(folders({"a": 1}))), "no image"),
        (("a/x.png", picture()[:-500]), "damaged or breaks off"),
        (("a/x.png", encoded(flat(400, 300))), "more than 0.1 megapixels"),
        (("a/x.png", bytes(100_001)), "more than 0.1 MB"),
    ],
)
def test_a_member_that_is_no_image_is_rejected_with_the_reason(member: Member, reason: str) -> None:
    part = read(zipped([member, *folders({"a": 1})]))
    assert len(part.images) == len(part.classes) == len(part.names) == 1
    (rejected,) = part.rejected
    assert reason in rejected.fault.message


def test_what_systems_leave_behind_is_passed_over() -> None:
    part = read(zipped([("a/", b""), ("a/.DS_Store", b"x"), ("__MACOSX/a/._1.png", b"x"), *folders({"a": 1})]))
    assert part.classes == ("a",)
    assert part.rejected == ()


def test_of_members_with_one_name_the_last_is_taken() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        part = read(zipped([("a/1.png", encoded(flat(9, 9))), ("a/1.png", encoded(flat(9, 9, (1, 2, 3))))]))
    assert [entry.fault.code for entry in part.rejected] == ["repeated_name"]
    assert part.images[0, 0, 0].tolist() == [1, 2, 3]


def changed(content: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """The bytes with a field changed in the first record that has a signature."""
    place = content.index(signature) + offset
    return content[:place] + value + content[place + len(value) :]


LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def test_an_encrypted_member_is_rejected() -> None:
    content = zipped(folders({"a": 2}))
    locked = changed(changed(content, LOCAL, 6, b"\x01\0"), CENTRAL, 8, b"\x01\0")
    part = read(locked)
    assert [entry.fault.code for entry in part.rejected] == ["encrypted"]
    assert len(part.images) == 1


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_usual_compression_is_read(compression: int) -> None:
    part = read(zipped(folders({"a": 1}), compression))
    assert part.rejected[0].fault.code == "unread_compression"
    assert len(read(zipped(folders({"a": 1}), zipfile.ZIP_STORED)).images) == 1


def test_a_member_that_is_larger_than_announced_is_not_inflated() -> None:
    """It declares 1,000 bytes and would inflate to 50 MB."""
    content = zipped([("a/x.png", bytes(50_000_000))])
    small = (1000).to_bytes(4, "little")
    bomb = changed(changed(content, LOCAL, 22, small), CENTRAL, 24, small)
    (rejected,) = read(bomb).rejected
    assert rejected.fault.code == "damaged"


def test_a_wrong_checksum_is_noticed() -> None:
    content = zipped(folders({"a": 1}))
    part = read(changed(changed(content, LOCAL, 14, b"\0\0\0\0"), CENTRAL, 16, b"\0\0\0\0"))
    assert len(part.rejected) == 1


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ([(f"{number}", b"") for number in range(51)], "more than 50 members"),
        ([(f"a/{number}", bytes(99_000)) for number in range(11)], "more than 1 MB"),
    ],
)
def test_an_archive_beyond_the_limits_is_not_read(members: list[Member], message: str) -> None:
    with pytest.raises(ArchiveTooLargeError, match=message):
        read(zipped(members))


@pytest.mark.parametrize("content", [b"", b"hello", picture(), b"PK\x05\x06", zipped(folders({"a": 3}))[:-30]])
def test_what_is_no_zip_is_said(content: bytes) -> None:
    with pytest.raises(NotAZipError):
        read(content)


def test_names_that_are_no_text_do_no_harm() -> None:
    content = zipped([("고/1.png", picture())]).replace("고".encode(), b"\xff\xff\xff")
    assert len(read(content).images) == 1
