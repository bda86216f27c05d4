"""Requests for every stream, and the models of their lines."""

from typing import Any

from pydantic import BaseModel

from app.api.classifier_landscapes import LandscapeStreamLine
from app.api.codebooks import CodebookStreamLine
from app.api.comparisons import ComparisonStreamLine
from app.api.run_lines import RunStreamLine
from app.api.sweeps import SweepStreamLine

MODELS: dict[str, type[BaseModel]] = {
    "/api/runs": RunStreamLine,
    "/api/sweeps": SweepStreamLine,
    "/api/comparisons": ComparisonStreamLine,
    "/api/codebooks": CodebookStreamLine,
    "/api/landscapes": LandscapeStreamLine,
}
"""The model of a line, by the path of its stream."""

SURFACE = {"kind": "surface", "id": "beale"}
RULES = [{"rule": "adam", "learning_rate": 0.1}, {"rule": "gradient_descent", "learning_rate": 10.0}]
SEARCHES = [{"rule": "random_search"}, {"rule": "local_search"}]
MINIBATCH = {"rule": "momentum", "learning_rate": 0.05, "gradient": {"kind": "minibatch", "size": 64}}


def _classifier(**fields: str) -> dict[str, Any]:
    return {"kind": "classifier", "dataset": "digits", "feature": "pixels", "model": "softmax", **fields}


TRAINING = {"objective": _classifier(), "epochs": 1, "optimizers": [MINIBATCH]}

REQUESTS: dict[str, tuple[str, dict[str, Any]]] = {
    "a run on a surface": ("/api/runs", {"objective": SURFACE, "steps": 30, "optimizers": RULES + SEARCHES}),
    "a run on images": ("/api/runs", {**TRAINING, "optimizers": [MINIBATCH, *SEARCHES]}),
    "a run on points": (
        "/api/runs",
        {"objective": _classifier(dataset="spirals", model="mlp"), "epochs": 2, "optimizers": [MINIBATCH]},
    ),
    "a run on colours": (
        "/api/runs",
        {"objective": _classifier(dataset="patches", feature="color"), "epochs": 1, "optimizers": [MINIBATCH]},
    ),
    "a run that diverges": (
        "/api/runs",
        {**TRAINING, "optimizers": [{"rule": "gradient_descent", "learning_rate": 1000.0}], "epochs": 200},
    ),
    "a sweep": (
        "/api/sweeps",
        {
            "run": {"objective": SURFACE, "steps": 30, "optimizers": RULES[:1]},
            "setting": "learning_rate",
            "values": [0.001, 0.1, 500.0],
        },
    ),
    "a comparison": ("/api/comparisons", {"features": ["pixels", "hog"], "epochs": 1}),
    "a codebook": ("/api/codebooks", {"dataset": "patches", "words": 10, "patch": "whitened", "seed": 1}),
    "a landscape": (
        "/api/landscapes",
        {
            "run": TRAINING,
            "plane": {"kind": "random"},
            "x": {"low": -1, "high": 1, "count": 3},
            "y": {"low": -1, "high": 1, "count": 3},
        },
    ),
}
"""A path and a body, by what they request."""
