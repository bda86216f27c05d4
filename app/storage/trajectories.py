"""The paths of optimizers through the weights of classifiers, each in a file named by its data set and its digest."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.instance import current_settings
from app.interruption import checkpoint
from app.storage.archive_folder import DerivedFolder
from app.storage.archives import unpacked


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

    def thinned(self, max_entries: int) -> "Trajectory":
        """The same with at most so many entries (≥ 2), evenly chosen, the first and the last among them."""
        count = len(self.entries)
        if count <= max_entries:
            return self
        chosen = np.linspace(0, count - 1, max_entries).round().astype(np.intp)
        weights = np.empty((max_entries, self.weights.shape[1]), np.float32)
        for row, place in zip(weights, chosen, strict=True):
            checkpoint()
            row[:] = self.weights[place]
        return Trajectory(self.entries[chosen], weights, self.ended)


@dataclass(frozen=True)
class TrajectoryFolder(DerivedFolder):
    """A folder of trajectories.

    Attributes:
        max_bytes: how large all files may be together; beyond, those kept first go.
    """

    max_bytes: int

    def save(self, id: str, trajectory: Trajectory) -> None:
        """Put a trajectory on the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        self.write(id, {**vars(trajectory), "ended": np.array(trajectory.ended)})
        self.remove_beyond(self.max_bytes)

    def load(self, id: str) -> Trajectory | None:
        """The trajectory, or None if there is none that can be read."""
        return self.read(id, _trajectory)


def _trajectory(file: Path, modified: int) -> Trajectory:
    with unpacked(file) as arrays:
        return Trajectory(arrays["entries"], arrays["weights"], str(arrays["ended"]))


def trajectory_folder() -> TrajectoryFolder:
    """Where trajectories are kept."""
    return TrajectoryFolder(
        current_settings().data_folder() / "trajectories", current_settings().trajectory_cache_bytes
    )
