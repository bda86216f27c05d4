"""PNG files of every colour type and bit depth against plain arithmetic, with any metadata."""

import io
import struct
import tracemalloc
import zlib
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from app.features.decoding import BrokenImageError, decode
from app.features.png import picture_chunks, sprite
from tests.features.pictures import encoded, noise
from tests.features.pngs import COLOUR, COLOUR_ALPHA, GREY, GREY_ALPHA, PALETTE, chunk, png

MOST = 1000
WHITE = 255


def pixels(content: bytes) -> NDArray[np.int64]:
    decoded = decode(content, MOST)
    assert decoded.format == "PNG"
    return decoded.pixels.astype(np.int64)


def samples(channels: int, depth: int, seed: int = 0) -> NDArray[np.int64]:
    """(9, 13, channels), the lowest and the highest among them."""
    found = np.random.default_rng(seed).integers(0, 1 << depth, (9, 13, channels))
    found[0, 0], found[0, 1] = 0, (1 << depth) - 1
    return found


def level(values: NDArray[np.int64], depth: int) -> NDArray[Any]:
    """Samples as levels from 0 to 255, in exact arithmetic."""
    return np.rint(values * 255 / ((1 << depth) - 1))


def on_white(colours: NDArray[np.int64], alphas: NDArray[np.int64]) -> NDArray[Any]:
    return colours * (alphas / 255) + WHITE * (1 - alphas / 255)


@pytest.mark.parametrize("depth", [1, 2, 4, 8, 16])
def test_greys_of_every_depth(depth: int) -> None:
    greys = samples(1, depth)
    np.testing.assert_array_equal(pixels(png(greys, GREY, depth)), np.repeat(level(greys, depth), 3, axis=2))


@pytest.mark.parametrize("depth", [1, 2, 4, 8, 16])
def test_a_transparent_grey_is_white_and_no_other(depth: int) -> None:
    greys = samples(1, depth)
    hole = greys[4, 4, 0]
    greys[5, 5], greys[6, 6] = hole ^ 1, hole ^ (1 << (depth - 1))
    found = pixels(png(greys, GREY, depth, chunk(b"tRNS", struct.pack(">H", hole))))
    np.testing.assert_array_equal(found, np.where(greys == hole, WHITE, np.repeat(level(greys, depth), 3, axis=2)))


@pytest.mark.parametrize("depth", [8, 16])
def test_a_transparent_colour_is_white_and_no_other(depth: int) -> None:
    colours = samples(3, depth)
    hole = colours[4, 4]
    colours[5, 5], colours[6, 6] = hole ^ 1, hole ^ (1 << (depth - 1))
    colours[7, 7] = hole
    found = pixels(png(colours, COLOUR, depth, chunk(b"tRNS", struct.pack(">3H", *hole))))
    expected = np.where((colours == hole).all(axis=2, keepdims=True), WHITE, colours >> (depth - 8))
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("depth", [8, 16])
def test_alpha_channels_are_laid_on_white(depth: int) -> None:
    for colour, channels in ((GREY_ALPHA, 2), (COLOUR_ALPHA, 4)):
        both = samples(channels, depth)
        high = both >> (depth - 8)
        expected = on_white(high[..., :-1], high[..., -1:])
        found = pixels(png(both, colour, depth))
        np.testing.assert_allclose(found, np.broadcast_to(expected, (9, 13, 3)), atol=1)


@pytest.mark.parametrize("depth", [1, 2, 4, 8])
@pytest.mark.parametrize("alphas", [b"", b"\0", b"\xff\0", b"\x80\x40", b"\xff\x80\0"])
def test_palettes_and_the_alphas_in_them(depth: int, alphas: bytes) -> None:
    entries = 1 << depth
    palette = np.random.default_rng(1).integers(0, 256, (entries, 3))
    indices = samples(1, depth)
    given = np.full(entries, 255)
    given[: len(alphas)] = list(alphas)[:entries]
    chunks = [chunk(b"PLTE", palette.astype(np.uint8).tobytes())]
    if alphas:
        chunks.append(chunk(b"tRNS", alphas[:entries]))
    expected = on_white(palette, given[:, None])[indices[..., 0]]
    np.testing.assert_allclose(pixels(png(indices, PALETTE, depth, *chunks)), expected, atol=1)


PLAIN = samples(3, 8)
PARTS = b"Software\0", b"XML:com.adobe.xmp\0\0\0\0\0", b"XML:com.adobe.xmp\0\x01\0\0\0", b"Comment\0\0"
LONG_TEXT = bytes(3_000_000)
METADATA = {
    "much text": chunk(b"tEXt", PARTS[0] + LONG_TEXT),
    "much compressed text": chunk(b"zTXt", PARTS[3] + zlib.compress(LONG_TEXT)),
    "much XMP": chunk(b"iTXt", PARTS[1] + b"x" * 3_000_000),
    "much compressed XMP": chunk(b"iTXt", PARTS[2] + zlib.compress(LONG_TEXT)),
    "a large colour profile": chunk(b"iCCP", b"profile\0\0" + zlib.compress(LONG_TEXT)),
    "many texts": chunk(b"zTXt", PARTS[3] + zlib.compress(bytes(1_000_000))) * 100,
    "text that breaks off": chunk(b"zTXt", PARTS[3] + zlib.compress(LONG_TEXT)[:-9]),
    "text compressed in an unknown way": chunk(b"zTXt", b"Comment\0\7zip"),
    "text with a wrong checksum": chunk(b"tEXt", PARTS[0] + b"hello")[:-1] + b"?",
    "text that Pillow takes for a transparent colour": chunk(b"tEXt", b"transparency\0red"),
    "resolution that breaks off": chunk(b"pHYs", b"12"),
    "an animation that breaks off": chunk(b"acTL", bytes(2)) + chunk(b"fcTL", bytes(3)),
    "EXIF data that is none": chunk(b"eXIf", b"this is no directory"),
    "EXIF data that breaks off": chunk(b"eXIf", b"II*\0\x08\0\0\0\x09\0\x12\x01"),
    "an unknown chunk": chunk(b"slOp", b"elab"),
}


@pytest.mark.parametrize("metadata", METADATA.values(), ids=METADATA)
def test_what_is_said_about_a_picture_never_makes_it_unreadable(metadata: bytes) -> None:
    np.testing.assert_array_equal(pixels(png(PLAIN, COLOUR, 8, metadata)), PLAIN)
    np.testing.assert_array_equal(pixels(png(PLAIN, COLOUR, 8, after=metadata)), PLAIN)


def test_text_takes_no_more_memory_than_its_file() -> None:
    text = chunk(b"zTXt", PARTS[3] + zlib.compress(bytes(1_000_000))) * 60
    content = png(PLAIN, COLOUR, 8, text)
    tracemalloc.start()
    decode(content, MOST)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_the_picture_of_an_animation_is_its_first_frame() -> None:
    frames = [Image.fromarray(noise(9, 13, seed)) for seed in range(3)]
    content = encoded(frames[0], save_all=True, append_images=frames[1:])
    assert b"fdAT" in content
    np.testing.assert_array_equal(pixels(content), noise(9, 13, 0))
    apart = encoded(frames[0], save_all=True, append_images=frames[1:], default_image=True)
    np.testing.assert_array_equal(pixels(apart), noise(9, 13, 0))


@pytest.mark.parametrize("place", ["before", "after"])
def test_exif_turns_a_picture_wherever_it_stands(place: str) -> None:
    metadata = chunk(b"eXIf", struct.pack("<4sLHHHLHHL", b"II*\0", 8, 1, 0x0112, 3, 1, 6, 0, 0))
    content = png(PLAIN, COLOUR, 8, metadata) if place == "before" else png(PLAIN, COLOUR, 8, after=metadata)
    np.testing.assert_array_equal(pixels(content), np.rot90(PLAIN, 3))


def test_other_chunks_and_other_files_stay_as_they_are() -> None:
    content = png(PLAIN, COLOUR, 8, chunk(b"tRNS", bytes(6)))
    assert picture_chunks(content) == content
    assert picture_chunks(content + b"what follows the end") == content
    for other in (b"", b"hello", content[:4], encoded(PLAIN.astype(np.uint8), "JPEG")):
        assert picture_chunks(other) == other
    for length in range(8, len(content)):
        assert picture_chunks(content[:length]) == content[:length]


@pytest.mark.parametrize("colour", [GREY, COLOUR])
@pytest.mark.parametrize("depth", [8, 16])
def test_a_picture_that_breaks_off_is_broken(colour: int, depth: int) -> None:
    values = samples(1 if colour == GREY else 3, depth)
    content = png(values, colour, depth, chunk(b"tRNS", bytes(2 if colour == GREY else 6)))
    for length in range(60, len(content) - 40, 7):
        with pytest.raises(BrokenImageError):
            decode(content[:length], MOST)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(("count", "a_row", "rows"), [(1, 3, 1), (3, 3, 1), (4, 3, 2), (7, 2, 4)])
def test_small_pictures_are_joined_row_by_row_and_the_rest_is_transparent(
    channels: int, count: int, a_row: int, rows: int
) -> None:
    pictures = noise(count * 4, 5)[..., :channels].reshape(count, 4, 5, channels)
    found = np.asarray(Image.open(io.BytesIO(sprite(pictures, a_row))))
    assert found.shape == (rows * 4, a_row * 5, channels + 1)
    for place in range(rows * a_row):
        top, left = 4 * (place // a_row), 5 * (place % a_row)
        cell = found[top : top + 4, left : left + 5]
        if place < count:
            np.testing.assert_array_equal(cell[..., :channels], pictures[place])
            assert (cell[..., -1] == 255).all()
        else:
            assert not cell.any()
