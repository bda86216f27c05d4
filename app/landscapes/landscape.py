"""The loss of a trained classifier on a plane, and the path of its training."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.landscapes.costs import Counts
from app.landscapes.planes import Chosen, fitting_axes, plane_events
from app.landscapes.trajectory import Path, ProjectedPath, path_events
from app.objectives.classifiers.planes.grid import grid_losses
from app.objectives.classifiers.planes.plane import Double, Explained
from app.requests.landscapes import ClassifierLandscapeRequest
from app.scheduling.slices import slice_of
from app.storage.trajectories import Trajectory
from app.training.task import TrainingTask, UntrainableError
from app.training.trained import Progress


@dataclass(frozen=True, eq=False)
class ClassifierLandscape:
    """Losses on a plane.

    Attributes:
        x, y: (U,) and (V,), in units of the plane's directions, from the final weights.
        loss: (V, U) float64.
        explained_variance: the share of the path that the plane shows.
        eigenvalues: (2,), of the directions, if they are eigenvectors of the Hessian.
    """

    x: Double
    y: Double
    loss: Double
    path: Path
    explained_variance: Explained
    eigenvalues: Double | None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of its line, by name."""
        return {name: value for name, value in vars(self).items() if value is not None}


Event = Progress | ClassifierLandscape


def landscape_slices(
    specification: ClassifierLandscapeRequest, counts: Counts, task: TrainingTask, trajectory: Trajectory
) -> Iterator[Event]:
    """Compute a landscape in slices of work; yields progress after each, then the landscape.

    Args:
        counts: the result of ``costs.counts_of``.
        trajectory: the path of the specification's optimizer.

    Raises:
        UntrainableError: the optimizer diverged, or its path has no directions.
    """
    events = _events(specification, counts, task, trajectory)
    while done := slice_of(events):
        yield done[-1]


def _events(
    specification: ClassifierLandscapeRequest, counts: Counts, task: TrainingTask, trajectory: Trajectory
) -> Iterator[Event]:
    if trajectory.ended == "diverged":
        raise UntrainableError("optimizer", "It diverged: there are no final weights. A lower learning rate may help.")
    classifier = task.task.classifier.exact()
    for found in plane_events(specification.plane, classifier, trajectory):
        if isinstance(found, Chosen):
            chosen = found
        else:
            yield Progress("plane", found)
    for event in path_events(trajectory.thinned(counts.path_points), classifier, chosen.plane):
        if isinstance(event, ProjectedPath):
            path, explained = event.path, event.explained
        else:
            yield Progress("path", event)
    fitting = fitting_axes(specification.plane, chosen, path, (counts.x, counts.y))
    x = fitting[0] if specification.x is None else specification.x.samples()
    y = fitting[1] if specification.y is None else specification.y.samples()
    for losses in grid_losses(classifier, chosen.plane, x, y):
        if isinstance(losses, float):
            yield Progress("losses", losses)
        else:
            yield ClassifierLandscape(x, y, losses, path, explained, chosen.eigenvalues)
