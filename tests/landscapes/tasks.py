"""A small classifier with a path, and requests for its landscapes."""

from typing import Any

import numpy as np

from app.requests.landscapes import ClassifierLandscapeRequest
from app.storage.trajectories import Trajectory
from app.training.task import TrainingTask


def landscape_request(plane: str = "random", dataset: str = "moons", **fields: Any) -> ClassifierLandscapeRequest:
    """A landscape of softmax on points, trained for a few steps."""
    run = {
        "objective": {"kind": "classifier", "dataset": dataset},
        "steps": 20,
        "optimizers": [{"rule": "adam"}, {"rule": "gradient_descent", "learning_rate": 0.1}],
    }
    return ClassifierLandscapeRequest.model_validate({"run": run, "plane": {"kind": plane}, **fields})


def random_path(task: TrainingTask, ended: str = "steps") -> Trajectory:
    """A path of random weights."""
    weights = np.random.default_rng(0).normal(size=(6, task.plan.network.dimensions)).cumsum(axis=0)
    return Trajectory(np.arange(6) * 4, weights.astype(np.float32), ended)
