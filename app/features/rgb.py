"""Convert images of every Pillow mode, and greys of any number type, to upright uint8 RGB."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image
from PIL.ImageFile import ImageFile

_SIXTEEN_TO_EIGHT_BITS = 257
_PIXELS_AT_ONCE = 1 << 20


def levels(greys: NDArray[Any]) -> NDArray[np.uint8]:
    """Convert greys (H, W) to uint8 levels.

    Unsigned greys of 16 bits are divided by 257. All others have no scale of their own: they are stretched from the
    lowest to the highest in the image. NaN counts as the lowest, infinities count as the lowest and the highest.
    """
    low, high = _range(greys) if greys.dtype != np.uint16 else (0.0, 255.0 * _SIXTEEN_TO_EIGHT_BITS)
    found = np.zeros(greys.shape, np.uint8)
    if not low < high:
        return found
    rows = max(1, _PIXELS_AT_ONCE // greys.shape[1])
    for first in range(0, len(greys), rows):
        part = greys[first : first + rows].astype(np.float64)
        np.copyto(part, low, where=np.isnan(part))
        # Halved, because the difference of two doubles can overflow.
        shares = (np.clip(part, low, high) / 2 - low / 2) / (high / 2 - low / 2)
        found[first : first + rows] = np.rint(255 * shares)
    return found


def _range(greys: NDArray[Any]) -> tuple[float, float]:
    """Find the lowest and the highest finite grey; (inf, -inf) if there is none."""
    if greys.dtype.kind != "f":
        return float(greys.min()), float(greys.max())
    finite = np.isfinite(greys)
    return float(np.min(greys, where=finite, initial=np.inf)), float(np.max(greys, where=finite, initial=-np.inf))


_WHITE = 255
_STEPS: dict[str | None, int] = {"L;2": 85, "L;4": 17}
"""The step between grey levels, by Pillow's name for the layout of PNG files with few bits for each grey."""
_COLOURS_OF_16_BITS = "RGB;16B"


def upright_rgb(image: ImageFile, content: bytes) -> NDArray[np.uint8]:
    """Decode the pixels (H, W, 3), blend transparent ones with white, and turn them upright by their EXIF orientation.

    Args:
        image: as Pillow opened it.
        content: the bytes of its file.

    Raises:
        Exception: it cannot be decoded to its end; Pillow may raise any exception.
    """
    layout = _layout(image)
    image.load()
    pixels = _on_white(image, layout, content) if image.has_transparency_data else _opaque(image)
    return _turned(pixels, _orientation(image))


def grey_rgb(greys: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Convert levels (H, W) to RGB (H, W, 3)."""
    return np.repeat(greys[..., None], 3, axis=-1)


def _layout(image: ImageFile) -> str | None:
    """Return Pillow's name for the layout of the pixels in the file, which is known only before decoding."""
    return str(image.tile[0][3]) if image.format == "PNG" and image.tile else None


def _opaque(image: Image.Image) -> NDArray[np.uint8]:
    if image.mode.startswith("I;16"):
        return grey_rgb(levels(np.asarray(image, np.uint16)))
    return np.array(image if image.mode == "RGB" else image.convert("RGB"))


def _on_white(image: Image.Image, layout: str | None, content: bytes) -> NDArray[np.uint8]:
    """Blend with white an image with an alpha channel, a transparent colour, or alphas in its palette."""
    transparent: Any = image.info.get("transparency")
    if image.mode == "I;16":
        return _with_holes(_opaque(image), np.asarray(image) == transparent)
    if image.mode in ("1", "L"):
        greys = np.asarray(image.convert("L"))
        return _with_holes(grey_rgb(greys), greys == _STEPS.get(layout, 1) * transparent)
    if layout == _COLOURS_OF_16_BITS:
        # Pillow drops the lower byte of each sample: other colours may share the transparent colour's higher bytes.
        whole: Any = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
        return _with_holes(np.array(image), whole[..., 3] == 0)
    paper = Image.new("RGB", image.size, (_WHITE,) * 3)
    straight = image.convert("LA") if image.mode == "La" else image
    layers = straight if straight.mode == "RGBA" else straight.convert("RGBA")
    paper.paste(layers, mask=layers)
    return np.array(paper)


def _with_holes(pixels: NDArray[np.uint8], holes: NDArray[np.bool_]) -> NDArray[np.uint8]:
    pixels[holes] = _WHITE
    return pixels


def _orientation(image: Image.Image) -> int:
    """Read the EXIF orientation of a decoded image, from 1 to 8; upright if its EXIF data cannot be read.

    Pillow has already turned TIFF upright.
    """
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif", b""))
        return int(exif.get(ExifTags.Base.Orientation, 1))
    except Exception:  # Metadata may be damaged in any way although the picture itself is intact.
        return 1


def _turned(pixels: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """Turn the pixels upright."""
    match orientation:
        case 2:
            shown = pixels[:, ::-1]
        case 3:
            shown = pixels[::-1, ::-1]
        case 4:
            shown = pixels[::-1]
        case 5:
            shown = pixels.swapaxes(0, 1)
        case 6:
            shown = pixels.swapaxes(0, 1)[:, ::-1]
        case 7:
            shown = pixels[::-1, ::-1].swapaxes(0, 1)
        case 8:
            shown = pixels.swapaxes(0, 1)[::-1]
        case _:
            shown = pixels
    return np.ascontiguousarray(shown)
