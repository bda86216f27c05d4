"""The codebooks that are kept, each in a file named by its id."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.storage.codebook_archive import DamagedArchive, KeptCodebook, archive_of, codebook_in, specification_in
from app.storage.whole_files import write_whole

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CodebookFolder:
    """A folder of codebooks. Ids are names of files: pass none that was not made here or checked.

    Attributes:
        folder: made when the first codebook is kept.
        most: how many are kept; beyond, those learned first go.
    """

    folder: Path
    most: int

    def keep(self, id: str, kept: KeptCodebook) -> None:
        """Put a codebook on the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        write_whole(self._file(id), archive_of(kept))
        for file in self._files()[self.most :]:
            file.unlink(missing_ok=True)

    def kept(self, id: str) -> KeptCodebook | None:
        """The codebook, or None if there is none that can be read."""
        file = self._file(id)
        try:
            return _read(file, file.stat().st_mtime_ns)
        except FileNotFoundError:
            return None
        except (OSError, DamagedArchive):
            logger.warning("The codebook %s cannot be read.", id, exc_info=True)
            return None

    def specifications(self) -> Iterator[tuple[str, str]]:
        """The ids and the specifications of the codebooks that can be read, the latest first."""
        for file in self._files():
            try:
                yield file.stem, specification_in(file)
            except (OSError, DamagedArchive):
                logger.warning("The codebook %s cannot be read.", file.stem, exc_info=True)

    def _file(self, id: str) -> Path:
        return self.folder / f"{id}.npz"

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("[!.]*.npz"), key=_modified, reverse=True)


@lru_cache(maxsize=8)
def _read(file: Path, modified: int) -> KeptCodebook:
    """The codebook in a file, read once for each time it was ``modified``."""
    return codebook_in(file)


def _modified(file: Path) -> int:
    """When a file was last written; one that has just gone counts as the oldest."""
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
