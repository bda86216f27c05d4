"""The lines of a run's stream."""

import json
import math

from app.engine.gradient_sources import Evaluations
from app.engine.steppers import Frame, PlaneState
from app.runs.lines import end_line, frame_line, run_line
from tests.requests.test_runs import run


def test_the_first_line_names_the_run() -> None:
    assert json.loads(run_line(run())) == {
        "type": "run",
        "digest": run().digest(),
        "run": json.loads(json.dumps(run().as_json())),
    }


def test_a_frame_names_its_optimizer_and_its_first_step() -> None:
    told = json.loads(frame_line(3, Frame(17, {"loss": [1.0, math.nan], "gradient_norm": [None, None]})))
    assert told == {"type": "frame", "optimizer": 3, "step": 17, "loss": [1.0, None], "gradient_norm": [None, None]}


def test_the_end_says_why_and_where() -> None:
    state = PlaneState(41, "diverged", "loss", 1.0, 2.0, math.inf, 0.5, ())
    assert json.loads(end_line(1, state, Evaluations(7, 40))) == {
        "type": "end",
        "optimizer": 1,
        "reason": "diverged",
        "not_finite": "loss",
        "steps": 40,
        "loss": None,
        "best_loss": 0.5,
        "x": 1.0,
        "y": 2.0,
        "loss_evaluations": 7,
        "gradient_evaluations": 40,
    }
