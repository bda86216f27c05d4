"""The stored codebooks, each in a file named by its id."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from app.features.codebook import Codebook, PatchReader, Training
from app.features.dense_sift import DenseSift
from app.features.whitened_patches import WhitenedPatches, Whitening
from app.instance import current_settings
from app.storage.archive_folder import ArchiveFolder
from app.storage.archives import Arrays, unpacked


@dataclass(frozen=True, eq=False)
class StoredCodebook:
    """A codebook, and the text of the request from which it was learned."""

    specification: str
    codebook: Codebook


def arrays_of(stored: StoredCodebook) -> Arrays:
    """Make the content of an archive that ``codebook_in`` reads."""
    codebook = stored.codebook
    return {
        "specification": np.array(stored.specification),
        "kind": np.array(codebook.reader.kind),
        "centres": codebook.centres,
        "pictures": codebook.pictures,
        "iterations": np.array(codebook.training.iterations),
        "inertia": np.array(codebook.training.inertia),
        "counts": codebook.training.counts,
        **_reader_arrays(codebook.reader),
    }


def specification_in(archive: Path) -> str:
    """Read the text in an archive, without reading the rest.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchiveError: that part is not as ``arrays_of`` wrote it.
    """
    with unpacked(archive) as arrays:
        return str(arrays["specification"])


def codebook_in(archive: Path) -> StoredCodebook:
    """Read the codebook in an archive.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchiveError: its content is not as ``arrays_of`` wrote it; each array has a checksum.
    """
    with unpacked(archive) as arrays:
        codebook = Codebook(
            _reader(arrays),
            arrays["centres"],
            arrays["pictures"],
            Training(int(arrays["iterations"]), float(arrays["inertia"]), arrays["counts"]),
        )
        return StoredCodebook(str(arrays["specification"]), codebook)


def _reader_arrays(reader: PatchReader) -> Arrays:
    if isinstance(reader, WhitenedPatches):
        return {"mean": reader.whitening.mean, "matrix": reader.whitening.matrix}
    return {}


def _reader(arrays: Arrays) -> PatchReader:
    if arrays["kind"] == WhitenedPatches.kind:
        return WhitenedPatches(Whitening(arrays["mean"], arrays["matrix"]))
    return DenseSift()


@dataclass(frozen=True)
class CodebookFolder(ArchiveFolder):
    """A folder of codebooks.

    Attributes:
        max_files: the maximum number of codebooks; beyond it, the oldest are removed.
    """

    max_files: int

    def save(self, id: str, stored: StoredCodebook) -> None:
        """Write a codebook to the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        self.write(id, arrays_of(stored))
        self.remove_all_but(self.max_files)

    def load(self, id: str) -> StoredCodebook | None:
        """Return the codebook of an id, or None if there is no readable one."""
        return self.read(id, _codebook)

    def specifications(self) -> Iterator[tuple[str, str]]:
        """Yield the ids and the specifications of the readable codebooks, the latest first."""
        for id in self.ids():
            specification = self.read(id, _specification)
            if specification is not None:
                yield id, specification


@lru_cache(maxsize=8)
def _codebook(file: Path, modified: int) -> StoredCodebook:
    """Return the codebook in a file, cached until it is modified."""
    return codebook_in(file)


@lru_cache(maxsize=256)
def _specification(file: Path, modified: int) -> str:
    """Return the specification in a file, cached until it is modified."""
    return specification_in(file)


def codebook_folder() -> CodebookFolder:
    """The folder of stored codebooks."""
    return CodebookFolder(current_settings().data_folder() / "codebooks", current_settings().max_codebooks)
