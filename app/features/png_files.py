"""Images as PNG files."""

import io

from PIL import Image

from app.interruption import checkpoint


class _InterruptibleBuffer(io.BytesIO):
    """A file in memory with a checkpoint before each writing; Pillow writes 64 kB of PNG at a time."""

    def write(self, content: bytes) -> int:  # type: ignore[override]
        checkpoint()
        return super().write(content)


def png_file(image: Image.Image) -> bytes:
    """An image as the bytes of a PNG file."""
    file = _InterruptibleBuffer()
    image.save(file, "PNG")
    return file.getvalue()
