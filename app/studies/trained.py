"""The path of one optimizer of a run: as it is kept, or trained now."""

from collections.abc import Iterator

from app.runs.training_specification import TrainingSpecification
from app.storage.trajectories import Trajectory
from app.studies.lessons import Lesson
from app.studies.progress import Progress
from app.studies.training_lane import TrainingLane
from app.studies.trainings import trainings_of
from app.studies.trajectories import folder, keep_trajectory, trajectory_id


def trajectory_pieces(run: TrainingSpecification, lesson: Lesson) -> Iterator[Progress | Trajectory]:
    """The path if it is kept; otherwise progress after each slice of training, then the path.

    Args:
        run: of one optimizer.
    """
    kept = folder().kept(trajectory_id(run, 0))
    if kept is not None:
        yield kept
        return
    (training,) = trainings_of(run, lesson)
    lane = TrainingLane.at_start(training)
    while not lane.ended:
        lane, _ = lane.advanced()
        yield Progress("train", lane.state.steps / training.stepper.steps)
    trajectory = lane.trajectory()
    keep_trajectory(run, 0, trajectory)
    yield trajectory
