"""Where the paths of trained classifiers are kept, so that their landscapes need no training of their own."""

import logging
from collections.abc import Sequence

import numpy as np

from app.objectives.protocol import Array
from app.settings import settings
from app.storage.trajectories import Trajectory, TrajectoryFolder

logger = logging.getLogger(__name__)


def keep_trajectory(digest: str, looked_at: Sequence[tuple[int, Array]]) -> None:
    """Keep the entries of a path that were looked at, with the weights there; a disk that is full keeps nothing."""
    if not looked_at:
        return
    entries, weights = zip(*looked_at, strict=True)
    try:
        folder().keep(digest, Trajectory(np.array(entries, np.int64), np.stack(weights)))
    except OSError:
        logger.warning("A trajectory could not be kept.", exc_info=True)


def folder() -> TrajectoryFolder:
    """Where trajectories are kept."""
    return TrajectoryFolder(settings.data_folder() / "trajectories", settings.kept_trajectory_bytes)
