"""Pictures of every mode, upright and in RGB, whatever metadata their files have."""

import io
import struct
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps, TiffImagePlugin

from app.features.decoding import FORMATS, decode
from app.features.tiff import picture_tags
from tests.features import tiffs
from tests.features.pictures import encoded, noise

PIXELS = noise(12, 20)
MOST = 1000
EXIF = b"Exif\0\0"
TURNED = struct.pack("<4sLHHHLHHL", b"II*\0", 8, 1, 0x0112, 3, 1, 6, 0, 0)


def directory(*entries: tuple[int, int, int, bytes]) -> bytes:
    """EXIF data with these entries: tag, type, count, value."""
    rows = b"".join(struct.pack("<HHL4s", *entry) for entry in entries)
    return EXIF + struct.pack("<4sLH", b"II*\0", 8, len(entries)) + rows + bytes(4)


METADATA = {
    "nothing": b"",
    "no directory": EXIF + b"this is no directory",
    "a directory that breaks off": EXIF + b"II*\0\x08\0\0\0\xff\0",
    "a directory beyond the end": EXIF + b"II*\0\xff\xff\xff\x7f",
    "a text for an orientation": directory((0x0112, 2, 4, b"top\0")),
    "an orientation that there is not": directory((0x0112, 3, 1, b"\x4d\0\0\0")),
    "a value beyond the end": directory((0x010E, 2, 1000, b"\xff\xff\0\0")),
    "a directory within itself": directory((0x8769, 4, 1, b"\x08\0\0\0"), (0x8825, 4, 1, b"\x08\0\0\0")),
    "a resolution of nothing": directory((0x011A, 5, 1, b"\x08\0\0\0"), (0x0128, 3, 1, b"\2\0\0\0")),
}


@pytest.mark.parametrize("format", ["JPEG", "WEBP"])
@pytest.mark.parametrize("metadata", METADATA.values(), ids=METADATA)
def test_damaged_exif_data_turns_nothing_and_spoils_nothing(format: str, metadata: bytes) -> None:
    plain = decode(encoded(PIXELS, format), MOST)
    found = decode(encoded(PIXELS, format, exif=metadata), MOST)
    assert found.format == format
    np.testing.assert_array_equal(found.pixels, plain.pixels)


@pytest.mark.parametrize("format", ["JPEG", "WEBP"])
def test_a_picture_is_turned_whatever_else_its_exif_data_holds(format: str) -> None:
    """Writing such data again, as Pillow does when it turns an image, fails."""
    odd = directory((0x0112, 3, 1, b"\6\0\0\0"), (0x9286, 5, 1, b"\0\0\0\0"), (0xA005, 2, 4, b"odd\0"))
    plain = decode(encoded(PIXELS, format), MOST).pixels
    np.testing.assert_array_equal(decode(encoded(PIXELS, format, exif=odd), MOST).pixels, np.rot90(plain, 3))


LONG_METADATA: list[tuple[str, dict[str, Any]]] = [
    ("JPEG", {"icc_profile": bytes(3_000_000), "comment": bytes(60_000)}),
    ("WEBP", {"icc_profile": bytes(3_000_000), "xmp": bytes(3_000_000), "exif": EXIF + TURNED + bytes(3_000_000)}),
    ("GIF", {"comment": bytes(100_000)}),
    ("PNG", {"icc_profile": bytes(3_000_000)}),
]


@pytest.mark.parametrize(("format", "metadata"), LONG_METADATA)
def test_long_data_about_a_picture_does_not_matter(format: str, metadata: dict[str, Any]) -> None:
    plain = decode(encoded(PIXELS, format), MOST).pixels
    found = decode(encoded(PIXELS, format, **metadata), MOST).pixels
    np.testing.assert_array_equal(found, np.rot90(plain, 3) if "exif" in metadata else plain)


@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
def test_texts_and_profiles_in_a_tiff_do_not_matter(compression: str | None) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[270], tags[700], tags[34675], tags[34377] = "x" * 3_000_000, b"<x/>" * 100_000, bytes(3_000_000), b"8BIM"
    content = encoded(PIXELS, "TIFF", compression=compression, tiffinfo=tags)
    np.testing.assert_array_equal(decode(content, MOST).pixels, PIXELS)


RGB_TAGS = {tiffs.BITS: (8, 8, 8), tiffs.SAMPLES: (3,), tiffs.PHOTOMETRIC: (tiffs.RGB,)}
POINTERS = {"EXIF": 34665, "GPS": 34853, "XMP": 700, "pictures below": 330, "description": 270}


@pytest.mark.parametrize("tag", POINTERS.values(), ids=POINTERS)
@pytest.mark.parametrize("order", ["<", ">"])
def test_pointers_to_nowhere_in_a_tiff_do_not_matter(tag: int, order: str) -> None:
    lost = tuple([65_535] * 40)
    content = tiffs.tiff(20, 12, PIXELS.tobytes(), {**RGB_TAGS, tag: lost}, order)
    broken = content.replace(struct.pack(f"{order}HHL", tag, 3, 40), struct.pack(f"{order}HHL", tag, 4, 1 << 30))
    assert broken != content
    np.testing.assert_array_equal(decode(broken, MOST).pixels, PIXELS)


def test_the_first_of_several_pictures_in_a_tiff_is_read() -> None:
    frames = [Image.fromarray(noise(12, 20, seed)) for seed in range(3)]
    content = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    np.testing.assert_array_equal(decode(content, MOST).pixels, PIXELS)
    endless = encoded(frames[0], "TIFF")
    start = struct.unpack_from("<L", endless, 4)[0]
    count = struct.unpack_from("<H", endless, start)[0]
    end = start + 2 + 12 * count
    endless = endless[:end] + struct.pack("<L", start) + endless[end + 4 :]
    np.testing.assert_array_equal(decode(endless, MOST).pixels, PIXELS)


def test_large_tiff_files_may_have_the_newer_layout() -> None:
    content = encoded(PIXELS, "TIFF", big_tiff=True)
    assert content.startswith(b"II+\0")
    assert len(picture_tags(content)) == len(content)
    np.testing.assert_array_equal(decode(content, MOST).pixels, PIXELS)


@pytest.mark.parametrize("length", range(0, 40, 3))
def test_a_directory_that_breaks_off_is_left_to_the_decoder(length: int) -> None:
    content = encoded(PIXELS, "TIFF")[:length]
    assert picture_tags(content) == content


def test_a_phones_photograph_is_a_jpeg() -> None:
    second = Image.fromarray(noise(30, 30, 1))
    content = encoded(Image.fromarray(PIXELS), "MPO", save_all=True, append_images=[second])
    assert Image.open(io.BytesIO(content)).format == "MPO"
    found = decode(content, MOST)
    assert found.format == "JPEG"
    np.testing.assert_array_equal(found.pixels, decode(encoded(PIXELS, "JPEG"), MOST).pixels)


MODES = {
    "PNG": ["1", "L", "LA", "I;16", "P", "RGB", "RGBA"],
    "JPEG": ["L", "RGB", "CMYK", "YCbCr"],
    "WEBP": ["RGB", "RGBA"],
    "GIF": ["1", "L", "P", "RGB", "RGBA"],
    "BMP": ["1", "L", "P", "RGB", "RGBA"],
    "TIFF": ["1", "L", "LA", "I;16", "I;16B", "I", "F", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB"],
}


@pytest.mark.parametrize(("format", "mode"), [(format, mode) for format in FORMATS for mode in MODES[format]])
def test_every_mode_has_the_name_of_its_format(format: str, mode: str) -> None:
    source = Image.fromarray(PIXELS)
    numbers = {"I;16": "<u2", "I;16B": ">u2", "I": "i4", "F": "f4"}
    if mode in numbers:
        image = Image.fromarray(np.arange(240).reshape(12, 20).astype(numbers[mode]))
    else:
        image = source.convert("P").convert("PA") if mode == "PA" else source.convert(mode)
    found = decode(encoded(image, format), MOST)
    assert found.format == format
    assert found.pixels.shape == (12, 20, 3)
    assert found.pixels.std() > 0


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_is_that_of_pillow(format: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encoded(PIXELS, format, exif=exif.tobytes())
    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
    np.testing.assert_array_equal(decode(content, MOST).pixels, np.asarray(expected))
