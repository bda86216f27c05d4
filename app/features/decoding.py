"""Decode image files: everything that Pillow reads, converted to uint8 RGB in a documented way."""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin, UnidentifiedImageError

from app.features.png import picture_chunks
from app.features.rgb import grey_rgb, upright_rgb
from app.features.tiff import picture_tags, tiff_greys

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
"""The formats that are read, by Pillow's names; decoders of other formats are never tried."""

TiffImagePlugin.READ_LIBTIFF = True
"""Pillow's own reader of uncompressed TIFF garbles planes of 16 bits and subsampled YCbCr; libtiff does not."""

_UNREAD = ("I", "F")
"""Pillow's modes of greys without a scale: `tiff_greys` reads the usual ones, Pillow misreads some others."""

_NAMES = {"MPO": "JPEG"}
"""Other names in Pillow of one of `FORMATS`: a JPEG that contains further pictures."""


class NotAnImageError(ValueError):
    """The bytes are not an image in a supported format and variant."""


class TooManyPixelsError(ValueError):
    """The header declares more pixels than are allowed."""


class BrokenImageError(ValueError):
    """The image is truncated or inconsistent."""


@dataclass(frozen=True)
class DecodedImage:
    """An image and facts from its file."""

    pixels: NDArray[np.uint8]
    """(H, W, 3) RGB, upright."""
    format: str
    """One of `FORMATS`."""


def decode(content: bytes, max_pixels: int) -> DecodedImage:
    """Decode the image in a file; of several frames, the first.

    The image is turned upright according to its EXIF orientation. Palettes and greys become RGB; greys of 10 to 16 bits
    are scaled to 0 to 255, signed greys and those of 32 or 64 bits are stretched from the lowest to the highest in the
    image; colours of 16 bits keep the higher byte; CMYK is converted without a colour profile; transparent parts are
    blended with white. Text and other metadata are skipped: they cannot make the image unreadable.

    Args:
        content: the file, hostile until proven otherwise.
        max_pixels: the maximum number of pixels; checked in the header, before anything is decoded.

    Raises:
        NotAnImageError: it is in none of `FORMATS`, or in an unsupported variant of one.
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
    except Exception as error:  # Pillow's decoders may raise any exception for bad bytes.
        raise BrokenImageError from error


def _check_size(width: int, height: int, max_pixels: int) -> None:
    if width * height > max_pixels:
        raise TooManyPixelsError
