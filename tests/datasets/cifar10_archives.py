"""Tiny archives in the layout of CIFAR-10's binary version."""

import gzip
import io
import tarfile

import numpy as np
from numpy.typing import NDArray

from app.datasets.cifar10 import CLASSES, FOLDER, RECORD

NAMES = "\n".join(CLASSES).encode() + b"\n\n"


def records(count: int, seed: int = 0) -> NDArray[np.uint8]:
    """Noise with cyclic labels, (count, 3073)."""
    content = np.random.default_rng(seed).integers(0, 256, (count, RECORD), dtype=np.uint8)
    content[:, 0] = np.arange(count) % len(CLASSES)
    return content


def members() -> dict[str, bytes]:
    """The files of a small archive: 30 training images in two files, and 10 test images."""
    return {
        f"{FOLDER}/batches.meta.txt": NAMES,
        f"{FOLDER}/data_batch_2.bin": records(10, seed=2).tobytes(),
        f"{FOLDER}/data_batch_1.bin": records(20, seed=1).tobytes(),
        f"{FOLDER}/readme.html": b"<html></html>",
        f"{FOLDER}/test_batch.bin": records(10, seed=3).tobytes(),
    }


def archive(files: dict[str, bytes]) -> bytes:
    """The files as a tar.gz archive."""
    return archive_of_pairs(list(files.items()))


def archive_of_pairs(files: list[tuple[str, bytes]]) -> bytes:
    """Make a tar.gz archive in which names may occur twice."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        for name, file in files:
            member = tarfile.TarInfo(name)
            member.size = len(file)
            tar.addfile(member, io.BytesIO(file))
    return gzip.compress(content.getvalue(), mtime=0)
