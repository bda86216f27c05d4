"""An optimizer on a classifier, somewhere on its way."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from app.engine.frames import Frame
from app.engine.training import TrainingState
from app.interruption import checkpoint
from app.objectives.protocol import Array
from app.runs.slices import Lane
from app.storage.trajectories import Trajectory
from app.studies.trainings import AnyTraining


@dataclass(frozen=True)
class TrainingLane:
    """An optimizer somewhere on its way.

    Attributes:
        looked_at: the entries of its path that were looked at, and the weights there.
    """

    training: AnyTraining
    lane: Lane[TrainingState[Any]]
    looked_at: tuple[tuple[int, Array], ...]

    @classmethod
    def at_start(cls, training: AnyTraining) -> "TrainingLane":
        """A lane whose first slice holds the start alone, since a step may take long."""
        return cls(training, Lane.at_start(training, budget=1), ())

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to compute."""
        return self.lane.ended

    @property
    def state(self) -> TrainingState[Any]:
        """How far it has come."""
        return self.lane.state

    def advanced(self) -> tuple["TrainingLane", Frame]:
        """The lane after one slice of work, and the entries that it added."""
        lane, frame = self.lane.advanced()
        looked_at = self.looked_at
        if lane.state.report is not None:
            looked_at = (*looked_at, (lane.state.steps, lane.state.path.weights))
        return TrainingLane(self.training, lane, looked_at), frame

    def trajectory(self) -> Trajectory:
        """The path of an optimizer that has ended, as far as it was looked at."""
        entries = np.array([entry for entry, _ in self.looked_at], np.int64)
        weights = np.empty((len(entries), self.state.path.weights.size), np.float32)
        for row, (_, there) in zip(weights, self.looked_at, strict=True):
            checkpoint()
            row[:] = there
        return Trajectory(entries, weights, str(self.state.ended))
