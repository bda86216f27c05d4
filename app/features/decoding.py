"""Image files as arrays: what Pillow reads, made uint8 RGB in a documented way."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin, UnidentifiedImageError

from app.features.png import picture_chunks
from app.features.rgb import grey_rgb, upright_rgb
from app.features.tiff import picture_tags, tiff_greys

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
"""Formats that are read, by Pillow's names; no decoder of another format is ever tried."""

TiffImagePlugin.READ_LIBTIFF = True
"""Pillow's own reader of uncompressed TIFF mixes up planes of 16 bits and subsampled YCbCr; libtiff's does not."""

_UNREAD = ("I", "F")
"""Pillow's modes of greys without a scale: `tiff_greys` reads those that are usual, Pillow misreads some others."""

_NAMES = {"MPO": "JPEG"}
"""Pillow's names of what is one of `FORMATS`: a JPEG in which further ones follow."""


class NotAnImageError(ValueError):
    """The bytes are no image of a format that is read, or of a kind of it that is not."""


class TooManyPixelsError(ValueError):
    """The header announces more pixels than are allowed."""


class BrokenImageError(ValueError):
    """The image breaks off, or contradicts itself."""


@dataclass(frozen=True)
class DecodedImage:
    """An image and what its file said of it."""

    pixels: NDArray[np.uint8]
    """(H, W, 3) RGB, upright."""
    format: str
    """One of `FORMATS`."""


def decode(content: bytes, max_pixels: int) -> DecodedImage:
    """The image in a file, the first frame of several.

    It is turned upright as its EXIF orientation says. Palettes and greys become RGB; greys of 10 to 16 bits are scaled
    to 0 to 255, signed greys and those of 32 or 64 bits are stretched from the lowest to the highest in the image;
    colours of 16 bits keep the higher byte; CMYK is converted without a colour profile; what is transparent is laid on
    white. Text and other data about the image are passed over: they cannot make it unreadable.

    Args:
        content: the file, hostile until proven otherwise.
        max_pixels: allowed; checked in the header, before anything is decoded.

    Raises:
        NotAnImageError: it is none of `FORMATS`, or of a kind of them that is not read.
        TooManyPixelsError: it has more than ``max_pixels``.
        BrokenImageError: it cannot be decoded to its end.
    """
    try:
        picture = picture_tags(picture_chunks(content))
        greys = tiff_greys(picture)
        if greys is not None:
            _check_size(greys.width, greys.height, max_pixels)
            return DecodedImage(grey_rgb(greys.levels()), "TIFF")
        image = Image.open(io.BytesIO(picture), formats=FORMATS)
        _check_size(image.width, image.height, max_pixels)
        if image.mode in _UNREAD:
            raise NotAnImageError
        return DecodedImage(upright_rgb(image, picture), _NAMES.get(str(image.format), str(image.format)))
    except UnidentifiedImageError as error:
        raise NotAnImageError from error
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError from error
    except (NotAnImageError, TooManyPixelsError, MemoryError):
        raise
    except Exception as error:  # Pillow's decoders raise whatever the bytes lead them to.
        raise BrokenImageError from error


def _check_size(width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels:
        raise TooManyPixelsError
