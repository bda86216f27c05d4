"""Trained classifiers, each trained once for all concurrent requests; their trajectories are stored."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Literal

from app.instance import current_settings, one_per_instance
from app.logs import logger_of
from app.requests.trainings import TrainingRequest
from app.scheduling.shared_work import SharedWork
from app.scheduling.threads import array_threads
from app.storage.archive_folder import derived_id
from app.storage.removals import is_removed
from app.storage.trajectories import Trajectory, trajectory_folder
from app.training.optimizers import TrainingLane, trainings_of
from app.training.task import TrainingPlan, TrainingTask
from app.training.task_cache import task_events

Stage = Literal["extract", "train", "plane", "path", "losses"]
"""The stages, in order: compute features, train the optimizer, find the plane, losses on the path and on the grid."""


@dataclass(frozen=True)
class Progress:
    """The current stage, and the share of it that is done, from 0 to 1."""

    stage: Stage
    share: float


logger = logger_of(__name__)


def trajectory_id(run: TrainingRequest, optimizer: int) -> str:
    """Make the id of the stored path of a run's optimizer, which does not depend on the other optimizers."""
    return derived_id(run.objective.dataset, run.optimizer_digest(optimizer))


def save_trajectory(run: TrainingRequest, optimizer: int, trajectory: Trajectory) -> None:
    """Store the path of an optimizer of a run as long as its data set exists; not stored if the disk is full."""
    id = trajectory_id(run, optimizer)
    try:
        trajectory_folder().save(id, trajectory)
        if is_removed(run.objective.dataset):
            trajectory_folder().remove(id)
    except OSError as error:
        logger.warning("A trajectory could not be stored: %s.", error.strerror)


def trajectory_events(run: TrainingRequest, task: TrainingTask) -> Iterator[Progress | Trajectory]:
    """Yield the path if it is stored; otherwise progress after each slice of training, then the path.

    Args:
        run: a run of one optimizer.
    """
    load = trajectory_folder().load(trajectory_id(run, 0))
    if load is not None:
        yield load
        return
    (training,) = trainings_of(run, task)
    lane = TrainingLane.at_start(training)
    while not lane.ended:
        lane, _ = lane.advanced()
        yield Progress("train", lane.state.steps / training.steps)
    trajectory = lane.trajectory()
    save_trajectory(run, 0, trajectory)
    yield trajectory


@dataclass(frozen=True, eq=False)
class Trained:
    """The task on which an optimizer was trained, and its path."""

    task: TrainingTask
    trajectory: Trajectory


@one_per_instance
def _work() -> SharedWork[Progress | Trajectory]:
    return SharedWork(current_settings().concurrent_runs, array_threads())


async def trained_classifier_events(run: TrainingRequest, plan: TrainingPlan) -> AsyncGenerator[Progress | Trained]:
    """Yield progress, then the trained classifier; if necessary, features are computed and it is trained first.

    Cancelling stops the work within one slice, unless others wait for it too.

    Args:
        run: a run of one optimizer.
        plan: the plan of the run's objective.
    """
    async with aclosing(task_events(plan)) as read:
        async for extracted in read:
            if isinstance(extracted, TrainingTask):
                task = extracted
            else:
                yield Progress("extract", extracted.done / extracted.of)
    async with aclosing(_work().follow(run.digest(), partial(trajectory_events, run, task))) as training:
        async for event in training:
            yield Trained(task, event) if isinstance(event, Trajectory) else event
