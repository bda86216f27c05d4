"""Many small pictures as one image, which a page shows piece by piece."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.features.png_files import png_file

OPAQUE = 255


def sprite(pictures: NDArray[np.uint8], a_row: int) -> bytes:
    """Pictures (N, height, width, 3 or 1) as one PNG image, unscaled, so many in a row, row by row.

    RGB with transparency for 3 channels, grey with transparency for one; what is left of the last row is transparent.
    """
    count, height, width, channels = pictures.shape
    rows = -(-count // a_row)
    cells = np.zeros((rows * a_row, height, width, channels + 1), np.uint8)
    cells[:count, ..., :channels] = pictures
    cells[:count, ..., channels] = OPAQUE
    sheet = cells.reshape(rows, a_row, height, width, channels + 1).swapaxes(1, 2)
    return png_file(Image.fromarray(sheet.reshape(rows * height, a_row * width, channels + 1)))
