"""A codebook as the bytes of an npz archive, and back."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.features.codebook import Codebook, Training
from app.features.dense_sift import DenseSift
from app.features.training_patches import PatchReader
from app.features.whitened_patches import WhitenedPatches
from app.features.whitening import Whitening

Arrays = Mapping[str, NDArray[Any]]


class DamagedArchive(Exception):
    """Bytes that are no codebook, or not all of one."""


@dataclass(frozen=True, eq=False)
class KeptCodebook:
    """A codebook, and the text that says what was asked for when it was learned."""

    specification: str
    codebook: Codebook


def archive_of(kept: KeptCodebook) -> bytes:
    """The archive for ``codebook_in``; nothing in it is pickled."""
    codebook = kept.codebook
    content = io.BytesIO()
    np.savez(
        content,
        allow_pickle=False,
        specification=np.array(kept.specification),
        kind=np.array(codebook.reader.kind),
        centres=codebook.centres,
        pictures=codebook.pictures,
        iterations=np.array(codebook.training.iterations),
        inertia=np.array(codebook.training.inertia),
        counts=codebook.training.counts,
        **_reader_arrays(codebook.reader),
    )
    return content.getvalue()


def specification_in(archive: Path) -> str:
    """The text in an archive, without reading the rest.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchive: that part of it is not as ``archive_of`` wrote it.
    """
    with _undamaged(), np.load(archive, allow_pickle=False) as arrays:
        return str(arrays["specification"])


def codebook_in(archive: Path) -> KeptCodebook:
    """The codebook in an archive.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchive: it is not as ``archive_of`` wrote it; each array has a checksum.
    """
    with _undamaged(), np.load(archive, allow_pickle=False) as arrays:
        codebook = Codebook(
            _reader(arrays),
            arrays["centres"],
            arrays["pictures"],
            Training(int(arrays["iterations"]), float(arrays["inertia"]), arrays["counts"]),
        )
        return KeptCodebook(str(arrays["specification"]), codebook)


@contextmanager
def _undamaged() -> Iterator[None]:
    """Call all that can go wrong when an archive is read damage, except that it cannot be opened."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:  # zip files and numpy's headers can be wrong in more ways than they document
        raise DamagedArchive from error


def _reader_arrays(reader: PatchReader) -> Arrays:
    if isinstance(reader, WhitenedPatches):
        return {"mean": reader.whitening.mean, "matrix": reader.whitening.matrix}
    return {}


def _reader(arrays: Arrays) -> PatchReader:
    if arrays["kind"] == WhitenedPatches.kind:
        return WhitenedPatches(Whitening(arrays["mean"], arrays["matrix"]))
    return DenseSift()
