"""Requests that no machine is fast enough to finish, and the limits of a server that accepts them."""

from typing import Any

from app.settings import MAX_EXACT
from tests.requests.test_runs import RUN

LIMITS = {
    "max_steps": 10**15,
    "max_epochs": 10**12,
    "max_training_steps": 10**15,
    "max_sweep_steps": MAX_EXACT,
    "max_sweep_operations": MAX_EXACT,
    "max_streamed_plane_work": MAX_EXACT,
}

ENDLESS_RUN: dict[str, Any] = {**RUN, "steps": 10**15}

ENDLESS_TRAINING: dict[str, Any] = {
    "objective": {"kind": "classifier", "dataset": "digits", "feature": "pixels", "model": "softmax"},
    "epochs": 10**12,
    "optimizers": [
        {"rule": "gradient_descent", "learning_rate": 0.1, "gradient": {"kind": "minibatch", "size": 64}},
    ],
}
