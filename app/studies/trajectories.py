"""Where the paths of trained classifiers are kept, so that their landscapes need no training of their own."""

from app.logs import logger_of
from app.settings import settings
from app.storage.trajectories import Trajectory, TrajectoryFolder

logger = logger_of(__name__)


def keep_trajectory(digest: str, trajectory: Trajectory) -> None:
    """Keep the path of an optimizer by its digest; a disk that is full keeps nothing."""
    try:
        folder().keep(digest, trajectory)
    except OSError as error:
        logger.warning("A trajectory could not be kept: %s.", error.strerror)


def folder() -> TrajectoryFolder:
    """Where trajectories are kept."""
    return TrajectoryFolder(settings.data_folder() / "trajectories", settings.kept_trajectory_bytes)
