"""Files of every kind become upright uint8 RGB; files that are no images are distinguished from damaged ones."""

import struct
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from app.features.decoding import FORMATS, BrokenImageError, NotAnImageError, TooManyPixelsError, decode
from tests.features.pictures import encoded, noise

PIXELS = noise(12, 20)
MOST = 1000


def pixels(content: bytes) -> NDArray[np.uint8]:
    return decode(content, MOST).pixels


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_read(format: str) -> None:
    decoded = decode(encoded(PIXELS, format), MOST)
    assert decoded.format == format
    assert decoded.pixels.shape == (12, 20, 3)
    assert decoded.pixels.dtype == np.uint8
    if format in {"PNG", "BMP", "TIFF"}:
        np.testing.assert_array_equal(decoded.pixels, PIXELS)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_images_are_turned_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    shown = pixels(encoded(PIXELS, exif=exif))
    turned = {1: 0, 2: 0, 3: 2, 4: 2, 5: 3, 6: 3, 7: 1, 8: 1}[orientation]
    stored = np.rot90(PIXELS, turned)
    np.testing.assert_array_equal(shown, stored[:, ::-1] if orientation in {2, 4, 5, 7} else stored)


def grey(value: int) -> list[int]:
    return [value] * 3


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.new("L", (1, 1), 77), grey(77)),
        (Image.new("1", (1, 1), 1), grey(255)),
        (Image.new("LA", (1, 1), (0, 51)), grey(204)),
        (Image.new("RGBA", (1, 1), (255, 0, 0, 0)), grey(255)),
        (Image.new("RGBA", (1, 1), (100, 0, 200, 255)), [100, 0, 200]),
        (Image.fromarray(np.full((1, 1), 257 * 90, np.uint16)), grey(90)),
    ],
    ids=["grey", "bits", "grey and alpha", "transparent", "opaque", "16 bits"],
)
def test_other_kinds_of_pixels_become_rgb(image: Image.Image, expected: list[int]) -> None:
    assert pixels(encoded(image))[0, 0].tolist() == expected


def test_palettes_become_their_colours_and_their_holes_white() -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 200, 100, 0])
    image.putpixel((1, 0), 1)
    assert pixels(encoded(image))[0].tolist() == [[10, 20, 30], [200, 100, 0]]
    assert pixels(encoded(image, "GIF", transparency=1))[0].tolist() == [[10, 20, 30], [255, 255, 255]]


def test_inks_become_light() -> None:
    image = Image.new("CMYK", (1, 1), (255, 0, 0, 0))
    assert pixels(encoded(image, "TIFF"))[0, 0].tolist() == [0, 255, 255]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([[-1.0, 0.0, 1.0]], [0, 128, 255]),
        ([[5.0, 5.0, 5.0]], [0, 0, 0]),
        ([[np.nan, np.inf, 2.0]], [0, 0, 0]),
        ([[0.0, np.inf, 4.0]], [0, 255, 255]),
        ([[np.nan, np.nan, np.nan]], [0, 0, 0]),
    ],
)
def test_numbers_without_a_scale_are_stretched(values: Any, expected: list[int]) -> None:
    content = encoded(np.array(values, np.float32), "TIFF")
    assert pixels(content)[0, :, 0].tolist() == expected


def test_the_first_frame_of_several_is_taken() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "lime", "blue")]
    content = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert pixels(content)[0, 0].tolist() == [255, 0, 0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html>",
        b"GIF",
        b"\x89PNG\r\n\x1a\n",
        encoded(PIXELS, "PPM"),
    ],
    ids=["nothing", "svg", "html", "three letters", "signature", "another format"],
)
def test_what_is_no_image_is_not_read(content: bytes) -> None:
    with pytest.raises(NotAnImageError):
        decode(content, MOST)


@pytest.mark.parametrize("format", FORMATS)
def test_what_breaks_off_is_broken(format: str) -> None:
    content = encoded(noise(60, 60), format)
    with pytest.raises((BrokenImageError, NotAnImageError)):
        decode(content[: len(content) // 2], 10_000)


def announcing(width: int, height: int) -> bytes:
    """A PNG that consists of its header alone."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(50_000, 50_000), (40, 26), (2**31 - 1, 2**31 - 1)])
def test_the_header_is_enough_to_refuse_a_giant(size: tuple[int, int]) -> None:
    with pytest.raises(TooManyPixelsError):
        decode(announcing(*size), MOST)


@given(place=st.integers(0, 10_000), value=st.integers(0, 255), format=st.sampled_from(FORMATS))
def test_a_changed_byte_is_decoded_or_refused(place: int, value: int, format: str) -> None:
    content = bytearray(encoded(PIXELS, format))
    content[place % len(content)] = value
    try:
        decoded = decode(bytes(content), MOST)
    except (NotAnImageError, TooManyPixelsError, BrokenImageError):
        return
    assert decoded.pixels.dtype == np.uint8
    assert decoded.pixels.ndim == 3
