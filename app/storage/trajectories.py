"""The paths of optimizers through the weights of classifiers, each in a file named by its digest."""

import io
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.storage.whole_files import write_whole

logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Trajectory:
    """Where a path was when it was looked at.

    Attributes:
        entries: (k,) int64, ascending; the last one is where the path ended, unless it diverged.
        weights: (k, d) float32.
        ended: why: ``steps``, ``converged`` or ``diverged``.
    """

    entries: NDArray[np.int64]
    weights: NDArray[np.float32]
    ended: str

    def thinned(self, most: int) -> "Trajectory":
        """The same with at most so many entries (≥ 2), evenly chosen, the first and the last among them."""
        count = len(self.entries)
        chosen = np.linspace(0, count - 1, min(most, count)).round().astype(np.intp)
        return Trajectory(self.entries[chosen], self.weights[chosen], self.ended)


@dataclass(frozen=True)
class TrajectoryFolder:
    """A folder of trajectories. Digests are names of files: pass none that was not made here.

    Attributes:
        folder: made when the first trajectory is kept.
        most_bytes: how large all files may be together; beyond, those kept first go.
    """

    folder: Path
    most_bytes: int

    def keep(self, digest: str, trajectory: Trajectory) -> None:
        """Put a trajectory on the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        content = io.BytesIO()
        np.savez(
            content,
            allow_pickle=False,
            entries=trajectory.entries,
            weights=trajectory.weights,
            ended=np.array(trajectory.ended),
        )
        write_whole(self._file(digest), content.getvalue())
        self._make_room()

    def kept(self, digest: str) -> Trajectory | None:
        """The trajectory, or None if there is none that can be read."""
        file = self._file(digest)
        if not file.is_file():
            return None
        try:
            with np.load(file, allow_pickle=False) as arrays:
                return Trajectory(arrays["entries"], arrays["weights"], str(arrays["ended"]))
        except Exception:  # zip files and numpy's headers can be wrong in more ways than they document
            logger.warning("The trajectory %s cannot be read.", digest, exc_info=True)
            return None

    def _make_room(self) -> None:
        files = sorted(self.folder.glob("[!.]*.npz"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        total = 0
        for file in files:
            total += file.stat().st_size
            if total > self.most_bytes:
                file.unlink(missing_ok=True)

    def _file(self, digest: str) -> Path:
        return self.folder / f"{digest}.npz"
