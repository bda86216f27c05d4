"""A folder of archives of what was computed from data sets, each named by the data set's id, a dot and a digest."""

from dataclasses import dataclass

from app.storage.archive_folder import ArchiveFolder


def derived_id(dataset: str, digest: str) -> str:
    """The id of an archive of what was computed from a data set."""
    return f"{dataset}.{digest}"


@dataclass(frozen=True)
class DerivedFolder(ArchiveFolder):
    """A folder of archives whose ids come from ``derived_id``."""

    def remove_derived_from(self, dataset: str) -> None:
        """Remove what was computed from a data set, and what earlier versions left, which name no data set.

        Raises:
            OSError: the folder may not be written to.
        """
        for id in self.ids():
            source, dot, _ = id.partition(".")
            if source == dataset or not dot:
                self.remove(id)
