"""A codebook as arrays in an archive, and back."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.features.codebook import Codebook, Training
from app.features.dense_sift import DenseSift
from app.features.training_patches import PatchReader
from app.features.whitened_patches import WhitenedPatches
from app.features.whitening import Whitening
from app.storage.archives import Arrays, unpacked


@dataclass(frozen=True, eq=False)
class KeptCodebook:
    """A codebook, and the text that says what was asked for when it was learned."""

    specification: str
    codebook: Codebook


def arrays_of(kept: KeptCodebook) -> Arrays:
    """What the archive for ``codebook_in`` holds."""
    codebook = kept.codebook
    return {
        "specification": np.array(kept.specification),
        "kind": np.array(codebook.reader.kind),
        "centres": codebook.centres,
        "pictures": codebook.pictures,
        "iterations": np.array(codebook.training.iterations),
        "inertia": np.array(codebook.training.inertia),
        "counts": codebook.training.counts,
        **_reader_arrays(codebook.reader),
    }


def specification_in(archive: Path) -> str:
    """The text in an archive, without reading the rest.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchive: that part of it is not as ``arrays_of`` wrote it.
    """
    with unpacked(archive) as arrays:
        return str(arrays["specification"])


def codebook_in(archive: Path) -> KeptCodebook:
    """The codebook in an archive.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchive: it is not as ``arrays_of`` wrote it; each array has a checksum.
    """
    with unpacked(archive) as arrays:
        codebook = Codebook(
            _reader(arrays),
            arrays["centres"],
            arrays["pictures"],
            Training(int(arrays["iterations"]), float(arrays["inertia"]), arrays["counts"]),
        )
        return KeptCodebook(str(arrays["specification"]), codebook)


def _reader_arrays(reader: PatchReader) -> Arrays:
    if isinstance(reader, WhitenedPatches):
        return {"mean": reader.whitening.mean, "matrix": reader.whitening.matrix}
    return {}


def _reader(arrays: Arrays) -> PatchReader:
    if arrays["kind"] == WhitenedPatches.kind:
        return WhitenedPatches(Whitening(arrays["mean"], arrays["matrix"]))
    return DenseSift()
