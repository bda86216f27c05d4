"""Features of images, compared with scikit-image and OpenCV, and over HTTP."""

import io
import struct
import time
from collections.abc import Callable, Iterator
from functools import partial

import cv2
import httpx
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage.feature import hog

from app.features.cnn.reading import cnn_reading
from app.features.hog import block_descriptors, cell_histograms
from app.features.sift import keypoints
from app.settings import Settings
from benchmarks.measurement import Measurement, median_seconds, milliseconds, seconds
from benchmarks.server import memory_bytes
from tests.features.pictures import PICTURES, encoded
from tests.servers import Server

SETTINGS = Settings()

SMALL = 1000
SMALL_FOR_THE_NETWORK = 100


def measurements() -> Iterator[Measurement]:
    """Measure HOG, SIFT and the network on one core; other libraries are measured in alternation with ours."""
    astronaut = PICTURES["astronaut"]
    small = np.random.default_rng(0).integers(0, 256, (SMALL, 32, 32, 3), dtype=np.uint8)
    ours, theirs = _alternating(partial(_hog, astronaut[None]), partial(_reference_hog, astronaut[None]), 7)
    yield Measurement("HOG of 512 × 512", milliseconds(ours), "≤ 20 ms")
    yield Measurement("scikit-image / ours", f"{theirs / ours:.1f}")
    ours, theirs = _alternating(partial(_hog, small), partial(_reference_hog, small), 2)
    yield Measurement(f"HOG of {SMALL} images of 32 × 32", milliseconds(ours), "≤ 65 ms")
    yield Measurement("scikit-image / ours", f"{theirs / ours:.1f}")
    large = np.tile(astronaut, (3, 4, 1))[:1080, :1920]
    yield Measurement("HOG of 1920 × 1080", milliseconds(_cpu_seconds(partial(_hog, large[None]))), "≤ 100 ms")
    ours, theirs = _alternating(
        partial(keypoints, astronaut, SETTINGS.max_keypoints), partial(_reference_sift, astronaut), 5
    )
    yield Measurement("SIFT of 512 × 512", milliseconds(ours))
    yield Measurement("ours / OpenCV", f"{ours / theirs:.2f}", "≈ 1")
    photograph = np.tile(astronaut, (2, 2, 1))
    yield Measurement("CNN features, the first with loading", milliseconds(_once(partial(cnn_reading, small[:1]))))
    yield Measurement("CNN features of 1 megapixel", milliseconds(_cpu_seconds(partial(cnn_reading, photograph[None]))))
    few = small[:SMALL_FOR_THE_NETWORK]
    yield Measurement(
        f"CNN features of {SMALL_FOR_THE_NETWORK} images of 32 × 32",
        milliseconds(_cpu_seconds(partial(cnn_reading, few), 3)),
    )


def readings(server: Server) -> Iterator[Measurement]:
    """Measure the waiting times of a visitor."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        for _ in range(4):
            _read(client, encoded(PICTURES["flat"]))
        before = memory_bytes(server, "VmHWM")
        slowest = max(seconds(partial(_read, client, content)) for content in _hostile())
        added = memory_bytes(server, "VmHWM") - before
        yield Measurement("hostile files, slowest answer", milliseconds(slowest), "≤ 1000 ms")
        yield Measurement("memory that they add", f"{added / 1e6:.0f} MB", "≤ 300 MB")
        every = partial(_read, client, megapixel())
        every()
        yield Measurement("every reading of 1 megapixel over HTTP", milliseconds(median_seconds(every, 5)), "≤ 1000 ms")
        cells = partial(_read, client, megapixel(), include="hog", cell="16")
        yield Measurement("its HOG with another cell over HTTP", milliseconds(median_seconds(cells, 9)), "≤ 200 ms")


def megapixel() -> bytes:
    """A photograph of 1 megapixel as a JPEG file."""
    return encoded(np.tile(PICTURES["astronaut"], (2, 2, 1)), "JPEG", quality=90)


def _hog(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    return block_descriptors(cell_histograms(images))


def _reference_hog(images: NDArray[np.uint8]) -> None:
    for image in images:
        hog(image, pixels_per_cell=(8, 8), cells_per_block=(2, 2), channel_axis=-1)


def _reference_sift(image: NDArray[np.uint8]) -> None:
    cv2.SIFT.create().detectAndCompute(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), None)


def _read(client: httpx.Client, content: bytes, **fields: str) -> httpx.Response:
    return client.post("/api/features", files={"image": content}, data=fields)


def _hostile() -> Iterator[bytes]:
    """Yield hostile files: nothing, a text, 30 MB, a truncated picture, 2.5 gigapixels in a header, 10,000 frames."""
    yield b""
    yield b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    yield bytes(30_000_000)
    yield encoded(np.zeros((200, 200, 3), np.uint8))[:60]
    header = encoded(np.zeros((1, 1, 3), np.uint8))
    yield header[:16] + struct.pack(">II", 50_000, 50_000) + header[24:]
    frames = [Image.new("L", (8, 8), shade % 256) for shade in range(10_000)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    yield file.getvalue()


def _alternating(ours: Callable[[], object], theirs: Callable[[], object], repetitions: int) -> tuple[float, float]:
    """The minimum time on one core of each of two functions, run in alternation."""
    pairs = [(_once(ours), _once(theirs)) for _ in range(repetitions)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def _cpu_seconds(work: Callable[[], object], repetitions: int = 7) -> float:
    return min(_once(work) for _ in range(repetitions))


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
