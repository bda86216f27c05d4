"""Stored paths of optimizers through the weights of classifiers, each in a file named by data set and digest."""

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
    """The evaluated entries of a path.

    Attributes:
        entries: (k,) int64, ascending; the last one is the end of the path, unless it diverged.
        weights: (k, d) float32.
        ended: why the path ended: ``steps``, ``converged`` or ``diverged``.
    """

    entries: NDArray[np.int64]
    weights: NDArray[np.float32]
    ended: str

    def thinned(self, max_entries: int) -> "Trajectory":
        """Thin the path to at most ``max_entries`` (≥ 2) entries, evenly chosen, including the first and the last."""
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
        max_bytes: the maximum size of all files together; beyond it, the oldest are removed.
    """

    max_bytes: int

    def save(self, id: str, trajectory: Trajectory) -> None:
        """Write a trajectory to the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        self.write(id, {**vars(trajectory), "ended": np.array(trajectory.ended)})
        self.remove_beyond(self.max_bytes)

    def load(self, id: str) -> Trajectory | None:
        """Return the trajectory of an id, or None if there is no readable one."""
        return self.read(id, _trajectory)


def _trajectory(file: Path, modified: int) -> Trajectory:
    with unpacked(file) as arrays:
        return Trajectory(arrays["entries"], arrays["weights"], str(arrays["ended"]))


def trajectory_folder() -> TrajectoryFolder:
    """The folder of stored trajectories."""
    return TrajectoryFolder(
        current_settings().data_folder() / "trajectories", current_settings().trajectory_cache_bytes
    )
