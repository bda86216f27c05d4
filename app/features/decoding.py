"""Image files as arrays: what Pillow reads, made uint8 RGB in a documented way."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
"""Formats that are read, by Pillow's names; no other decoder is ever tried."""

_PAPER = "white"
_SIXTEEN_TO_EIGHT_BITS = 257


class NotAnImage(ValueError):
    """The bytes are no image of a format that is read."""


class TooManyPixels(ValueError):
    """The header announces more pixels than are allowed."""


class BrokenImage(ValueError):
    """The image breaks off, or contradicts itself."""


@dataclass(frozen=True)
class DecodedImage:
    """An image and what its file said of it."""

    pixels: NDArray[np.uint8]
    """(H, W, 3) RGB, upright."""
    format: str
    """One of `FORMATS`."""


def decode(content: bytes, most_pixels: int) -> DecodedImage:
    """The image in a file, the first frame of several.

    It is turned upright as its EXIF orientation says. Palettes and greys become RGB; a grey of 16 bits is divided by
    257, greys of 32 bits are stretched from the lowest to the highest in the image; CMYK is converted without a colour
    profile; what is transparent is laid on white.

    Args:
        content: the file, hostile until proven otherwise.
        most_pixels: allowed; checked in the header, before anything is decoded.

    Raises:
        NotAnImage: it is none of `FORMATS`.
        TooManyPixels: it has more than ``most_pixels``.
        BrokenImage: it cannot be decoded to its end.
    """
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
        if image.width * image.height > most_pixels:
            raise TooManyPixels
        format = str(image.format)
        ImageOps.exif_transpose(image, in_place=True)
        return DecodedImage(_rgb(image), format)
    except UnidentifiedImageError as error:
        raise NotAnImage from error
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except (TooManyPixels, MemoryError):
        raise
    except Exception as error:  # Pillow's decoders raise whatever the bytes lead them to.
        raise BrokenImage from error


def _rgb(image: Image.Image) -> NDArray[np.uint8]:
    if image.has_transparency_data:
        paper = Image.new("RGB", image.size, _PAPER)
        seen = image if image.mode == "RGBA" else image.convert("RGBA")
        paper.paste(seen, mask=seen)
        return np.array(paper)
    if image.mode.startswith("I;16"):
        return _grey(np.asarray(image, np.float32) / np.float32(_SIXTEEN_TO_EIGHT_BITS))
    if image.mode in ("I", "F"):
        return _grey(_stretched(np.asarray(image)))
    return np.array(image if image.mode == "RGB" else image.convert("RGB"))


def _grey(levels: NDArray[np.float32]) -> NDArray[np.uint8]:
    """(H, W) levels from 0 to 255 as RGB."""
    return np.repeat(np.rint(levels).astype(np.uint8)[..., None], 3, axis=-1)


def _stretched(values: NDArray[np.float32] | NDArray[np.int32]) -> NDArray[np.float32]:
    """(H, W) numbers of any size as levels; not a number is the lowest."""
    finite = np.isfinite(values)
    low = float(np.min(values, where=finite, initial=np.inf))
    high = float(np.max(values, where=finite, initial=-np.inf))
    if not low < high:
        return np.zeros(values.shape, np.float32)
    shares = np.clip(np.where(np.isnan(values), low, values), low, high) - low
    levels: NDArray[np.float32] = (255 * (shares / (high - low))).astype(np.float32)
    return levels
