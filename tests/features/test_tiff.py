"""TIFF files of every number type, byte order, scale and layout against plain arithmetic."""

import io
import struct
from typing import Any

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image, TiffTags
from skimage.color import lab2rgb

from app.features.decoding import BrokenImageError, NotAnImageError, TooManyPixelsError, decode
from app.features.tiff import picture_tags
from tests.features import tiffs
from tests.features.pictures import encoded, noise

MOST = 1000
SHAPE = (9, 13)
TYPES = ["i1", "u2", "i2", "u4", "i4", "f4", "u8", "i8", "f8"]


def pixels(content: bytes) -> NDArray[np.int64]:
    decoded = decode(content, MOST)
    assert decoded.format == "TIFF"
    return decoded.pixels.astype(np.int64)


def greys(kind: str) -> NDArray[Any]:
    """(9, 13) of a type, over most of its range."""
    random = np.random.default_rng(0)
    if kind[0] == "f":
        return random.normal(size=SHAPE).astype(kind)
    range = np.iinfo(kind)
    return random.integers(range.min, range.max, SHAPE, dtype=kind, endpoint=True)


def scaled(values: NDArray[Any]) -> NDArray[np.int64]:
    """Levels as the documentation describes them, in exact arithmetic where numbers are whole."""
    if values.dtype == np.uint16:
        return np.rint(values / 257).astype(np.int64)
    exact = values.astype(object)
    shares = 255 * (exact - exact.min()) / (exact.max() - exact.min())
    return np.rint(np.asarray(shares, np.float64)).astype(np.int64)


def written(values: NDArray[Any], **options: Any) -> bytes:
    file = io.BytesIO()
    tifffile.imwrite(file, values, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("compression", [None, "zlib"])
def test_greys_of_every_number_type(kind: str, order: Any, compression: str | None) -> None:
    values = greys(kind)
    content = written(values, byteorder=order, compression=compression, photometric="minisblack")
    np.testing.assert_array_equal(pixels(content), np.repeat(scaled(values)[..., None], 3, axis=2))


@pytest.mark.parametrize("kind", TYPES[1:])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("compression", [None, "zlib"])
def test_greys_whose_zero_is_white(kind: str, order: Any, compression: str | None) -> None:
    values = greys(kind)
    content = written(values, byteorder=order, compression=compression, photometric="miniswhite")
    np.testing.assert_array_equal(pixels(content)[..., 0], 255 - scaled(values))


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 10, 12, 14, 16])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("scale", [tiffs.WHITE_IS_ZERO, tiffs.BLACK_IS_ZERO])
def test_greys_of_every_number_of_bits(bits: int, order: str, scale: int) -> None:
    values = np.random.default_rng(0).integers(0, 1 << bits, SHAPE)
    data = values.astype(f"{order}u2").tobytes() if bits == 16 else tiffs.packed_rows(values, bits)
    content = tiffs.tiff(13, 9, data, {tiffs.BITS: (bits,), tiffs.PHOTOMETRIC: (scale,)}, order)
    levels = values * 255 / ((1 << bits) - 1)
    # Those of 10 to 14 bits are shifted to 16 bits first: full scale is a little less than white.
    allowed = 0.5 + 0.25 * (bits in (10, 12, 14))
    np.testing.assert_allclose(
        pixels(content)[..., 0], levels if scale == tiffs.BLACK_IS_ZERO else 255 - levels, atol=allowed
    )


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_bits_may_be_stored_in_the_other_order(bits: int) -> None:
    values = np.random.default_rng(0).integers(0, 1 << bits, SHAPE)
    rows = np.frombuffer(tiffs.packed_rows(values, bits), np.uint8)
    backwards = np.packbits(np.unpackbits(rows).reshape(-1, 8)[:, ::-1]).tobytes()
    tags = {tiffs.BITS: (bits,), tiffs.PHOTOMETRIC: (tiffs.BLACK_IS_ZERO,), tiffs.FILL_ORDER: (2,)}
    np.testing.assert_array_equal(pixels(tiffs.tiff(13, 9, backwards, tags))[..., 0], values * 255 // ((1 << bits) - 1))


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_palettes(bits: int) -> None:
    values = np.random.default_rng(0).integers(0, 1 << bits, SHAPE)
    colours = np.random.default_rng(1).integers(0, 256, (3, 1 << bits))
    tags = {
        tiffs.BITS: (bits,),
        tiffs.PHOTOMETRIC: (tiffs.INDEXED,),
        tiffs.COLOURS: tuple((257 * colours).ravel().tolist()),
    }
    found = pixels(tiffs.tiff(13, 9, tiffs.packed_rows(values, bits), tags))
    np.testing.assert_array_equal(found, colours.T[values])


@pytest.mark.parametrize("kind", ["u1", "u2"])
@pytest.mark.parametrize("planes", ["contig", "separate"])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("compression", [None, "zlib"])
@pytest.mark.parametrize("alpha", [None, "unspecified", "unassalpha", "assocalpha"])
def test_colours_in_every_layout(kind: str, planes: Any, order: Any, compression: str | None, alpha: str) -> None:
    size = 8 * np.dtype(kind).itemsize
    values = np.random.default_rng(0).integers(0, 1 << size, (*SHAPE, 4 if alpha else 3)).astype(kind)
    if alpha == "assocalpha":
        values[..., :3] = values[..., :3] * (values[..., 3:] / ((1 << size) - 1))
    stored = values if planes == "contig" else np.ascontiguousarray(values.transpose(2, 0, 1))
    found = pixels(
        written(
            stored,
            photometric="rgb",
            planarconfig=planes,
            byteorder=order,
            compression=compression,
            extrasamples=[alpha] if alpha else None,
        )
    )
    high = (values >> (size - 8)).astype(np.float64)
    colours, share = high[..., :3], high[..., 3:] / 255
    match alpha:
        case "unassalpha":
            np.testing.assert_allclose(found, colours * share + 255 * (1 - share), atol=1)
        case "assocalpha":
            np.testing.assert_allclose(found, colours + 255 * (1 - share), atol=2)
        case _:
            np.testing.assert_array_equal(found, colours)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "LA", "PA", "RGBA", "LAB"])
@pytest.mark.parametrize("compression", [None, "tiff_lzw", "packbits"])
def test_what_pillow_writes_is_read_alike(mode: str, compression: str | None) -> None:
    source = Image.fromarray(noise(*SHAPE))
    image = source.convert("P").convert("PA") if mode == "PA" else source.convert(mode)
    expected = image.convert("RGB")
    found = pixels(encoded(image, "TIFF", compression=compression))
    np.testing.assert_allclose(found, np.asarray(expected, np.int64), atol=1 if mode == "YCbCr" else 0)


def test_lab_is_converted_as_elsewhere() -> None:
    """Pillow adapts the white of paper to that of screens as colour profiles do, scikit-image in a simpler way."""
    values = np.zeros((*SHAPE, 3))
    values[..., 0] = np.linspace(35, 90, 13)
    values[..., 1] = np.linspace(-20, 20, 9)[:, None]
    stored = np.stack([values[..., 0] * 2.55, *np.rint(values[..., 1:]).transpose(2, 0, 1) % 256], axis=-1)
    tags = {tiffs.BITS: (8, 8, 8), tiffs.SAMPLES: (3,), tiffs.PHOTOMETRIC: (8,)}
    content = tiffs.tiff(13, 9, np.rint(stored).astype(np.uint8).tobytes(), tags)
    np.testing.assert_allclose(pixels(content), 255 * lab2rgb(np.rint(values)), atol=6)


def test_greys_laid_on_black_before_are_laid_on_white() -> None:
    """Mode La of Pillow: the grey is stored already multiplied by its alpha."""
    alphas = np.random.default_rng(0).integers(0, 256, SHAPE)
    values = alphas * np.random.default_rng(1).random(SHAPE)
    data = np.stack([np.rint(values), alphas], axis=-1).astype(np.uint8).tobytes()
    tags = {tiffs.BITS: (8, 8), tiffs.SAMPLES: (2,), tiffs.PHOTOMETRIC: (1,), tiffs.EXTRA: (1,)}
    found = pixels(tiffs.tiff(13, 9, data, tags))
    np.testing.assert_allclose(found[..., 0], np.rint(values) + 255 - alphas, atol=2)


def test_colours_that_four_pixels_share() -> None:
    random = np.random.default_rng(0)
    light, blue, red = random.integers(16, 235, (8, 8)), *random.integers(100, 156, (2, 4, 4))
    blocks = light.reshape(4, 2, 4, 2).transpose(0, 2, 1, 3).reshape(4, 4, 4)
    data = np.concatenate([blocks, blue[..., None], red[..., None]], axis=2).astype(np.uint8).tobytes()
    tags = {tiffs.BITS: (8, 8, 8), tiffs.SAMPLES: (3,), tiffs.PHOTOMETRIC: (tiffs.YCBCR,), tiffs.SUBSAMPLING: (2, 2)}
    cb, cr = (np.kron(part, np.ones((2, 2))) - 128 for part in (blue, red))
    expected = np.stack([light + 1.402 * cr, light - 0.344136 * cb - 0.714136 * cr, light + 1.772 * cb], axis=-1)
    np.testing.assert_allclose(pixels(tiffs.tiff(8, 8, data, tags)), np.clip(expected, 0, 255), atol=1)


@pytest.mark.parametrize("kind", ["u1", "u2", "i4", "f4"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_files_are_turned_upright_once(kind: str, orientation: int) -> None:
    values = greys(kind)
    content = written(values, photometric="minisblack", extratags=[(tiffs.ORIENTATION, 3, 1, orientation, True)])
    shown = pixels(content)[..., 0]
    upright = scaled(values) if kind != "u1" else values
    turned = np.rot90(upright, {1: 0, 2: 0, 3: 2, 4: 2, 5: 3, 6: 3, 7: 1, 8: 1}[orientation])
    np.testing.assert_array_equal(shown, turned[:, ::-1] if orientation in {2, 4, 5, 7} else turned)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[-5, 0, 5]], np.int32), [0, 128, 255]),
        (np.array([[7, 7, 7]], np.int32), [0, 0, 0]),
        (np.array([[0, 2**31, 2**32 - 1]], np.uint32), [0, 128, 255]),
        (np.array([[-(2**63), 0, 2**63 - 1]], np.int64), [0, 128, 255]),
        (np.array([[-1e308, 0, 1e308]]), [0, 128, 255]),
        (np.array([[np.nan, np.inf, 4.0, -np.inf, 0.0]]), [0, 255, 255, 0, 0]),
    ],
)
def test_numbers_without_a_scale_are_stretched(values: NDArray[Any], expected: list[int]) -> None:
    assert pixels(written(values, photometric="minisblack"))[0, :, 0].tolist() == expected


@pytest.mark.parametrize("kind", TYPES)
def test_what_breaks_off_is_broken(kind: str) -> None:
    content = written(greys(kind), photometric="minisblack")
    for length in (60, len(content) - 200, len(content) - 1):
        with pytest.raises((BrokenImageError, NotAnImageError)):
            decode(content[:length], MOST)


@pytest.mark.parametrize("kind", ["u1", "u2", "i4", "f8"])
def test_the_header_is_enough_to_refuse_a_giant(kind: str) -> None:
    with pytest.raises(TooManyPixelsError):
        decode(written(np.zeros((40, 26), kind), photometric="minisblack"), MOST)


@pytest.mark.parametrize("kind", ["f2", "c8"])
def test_other_number_types_are_no_image_that_is_read(kind: str) -> None:
    with pytest.raises(NotAnImageError):
        decode(written(np.ones(SHAPE, kind), photometric="minisblack"), MOST)


@pytest.mark.parametrize("kind", ["i2", "i4", "f4", "u4"])
def test_rare_compressions_are_refused_rather_than_misread(kind: str) -> None:
    with pytest.raises(NotAnImageError):
        decode(written(greys(kind), photometric="minisblack", compression="lzma"), MOST)
    np.testing.assert_array_equal(
        pixels(written(greys("u2"), photometric="minisblack", compression="lzma"))[..., 0], scaled(greys("u2"))
    )


PIXEL_TAGS = {
    *("ImageWidth", "ImageLength", "BitsPerSample", "Compression", "PhotometricInterpretation", "FillOrder"),
    *("StripOffsets", "Orientation", "SamplesPerPixel", "RowsPerStrip", "StripByteCounts", "PlanarConfiguration"),
    *("T4Options", "T6Options", "Predictor", "ColorMap", "TileWidth", "TileLength", "TileOffsets", "TileByteCounts"),
    *("InkSet", "NumberOfInks", "ExtraSamples", "SampleFormat", "JPEGTables", "JPEGProc", "JPEGInterchangeFormat"),
    *("JPEGInterchangeFormatLength", "JPEGRestartInterval", "JPEGLosslessPredictors", "JPEGPointTransforms"),
    *("JPEGQTables", "JPEGDCTables", "JPEGACTables", "YCbCrCoefficients", "YCbCrSubSampling", "YCbCrPositioning"),
    "ReferenceBlackWhite",
}
"""The tags by which pixels are decoded, by their names in the specification of TIFF 6.0 and its supplements."""


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_tags_of_the_pixels_remain_and_no_other(order: str) -> None:
    entries = b"".join(struct.pack(f"{order}HHLL", tag, 4, 1, 0) for tag in range(254, 700))
    magic = b"II*\0" if order == "<" else b"MM\0*"
    content = magic + struct.pack(f"{order}LH", 8, 446) + entries + bytes(4)
    kept = picture_tags(content)
    count = struct.unpack_from(f"{order}H", kept, 8)[0]
    remaining = [struct.unpack_from(f"{order}H", kept, 10 + 12 * place)[0] for place in range(count)]
    known = {tag: info.name for tag in remaining if (info := TiffTags.lookup(tag)).name != "unknown"}
    assert set(known.values()) == PIXEL_TAGS & {info.name for info in map(TiffTags.lookup, range(254, 700))}
    assert len(kept) == len(content)
