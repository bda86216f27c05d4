"""The codebooks that are kept, each in a file named by its id."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.storage.archive_folder import ArchiveFolder
from app.storage.codebook_archive import KeptCodebook, arrays_of, codebook_in, specification_in


@dataclass(frozen=True)
class CodebookFolder(ArchiveFolder):
    """A folder of codebooks.

    Attributes:
        most: how many are kept; beyond, those learned first go.
    """

    most: int

    def keep(self, id: str, kept: KeptCodebook) -> None:
        """Put a codebook on the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        self.write(id, arrays_of(kept))
        self.remove_all_but(self.most)

    def kept(self, id: str) -> KeptCodebook | None:
        """The codebook, or None if there is none that can be read."""
        return self.read(id, _codebook)

    def specifications(self) -> Iterator[tuple[str, str]]:
        """The ids and the specifications of the codebooks that can be read, the latest first."""
        for id in self.ids():
            specification = self.read(id, _specification)
            if specification is not None:
                yield id, specification


@lru_cache(maxsize=8)
def _codebook(file: Path, modified: int) -> KeptCodebook:
    """The codebook in a file, read once for each time it was ``modified``."""
    return codebook_in(file)


@lru_cache(maxsize=256)
def _specification(file: Path, modified: int) -> str:
    """The specification in a file, read once for each time it was ``modified``."""
    return specification_in(file)
