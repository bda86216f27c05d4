"""Where the paths of trained classifiers are kept, so that their landscapes need no training of their own."""

from app.logs import logger_of
from app.runs.training_specification import TrainingSpecification
from app.settings import settings
from app.storage.derived_folder import derived_id
from app.storage.trajectories import Trajectory, TrajectoryFolder
from app.studies.removals import is_removed

logger = logger_of(__name__)


def trajectory_id(run: TrainingSpecification, optimizer: int) -> str:
    """Under which id the path of an optimizer of a run is kept, whatever others run beside it."""
    return derived_id(run.objective.dataset, run.optimizer_digest(optimizer))


def keep_trajectory(run: TrainingSpecification, optimizer: int, trajectory: Trajectory) -> None:
    """Keep the path of an optimizer of a run as long as there is the data set; a disk that is full keeps nothing."""
    id = trajectory_id(run, optimizer)
    try:
        folder().keep(id, trajectory)
        if is_removed(run.objective.dataset):
            folder().remove(id)
    except OSError as error:
        logger.warning("A trajectory could not be kept: %s.", error.strerror)


def folder() -> TrajectoryFolder:
    """Where trajectories are kept."""
    return TrajectoryFolder(settings.data_folder() / "trajectories", settings.kept_trajectory_bytes)
