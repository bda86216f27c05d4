"""The lines of a run's stream, as bytes of newline-delimited JSON. Non-finite numbers become null."""

from collections.abc import Mapping
from typing import Any

import orjson

from app.engine.frames import Frame
from app.engine.gradient_sources import Evaluations
from app.engine.steppers import State
from app.runs.specification import RunSpecification


def line(content: Mapping[str, Any]) -> bytes:
    """An object as one line; numpy arrays are written as lists."""
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SERIALIZE_NUMPY)


def run_line(run: RunSpecification) -> bytes:
    """The first line: what is being run, with a digest that names its numbers."""
    return line({"type": "run", "digest": run.digest(), "run": run.as_json()})


def frame_line(optimizer: int, frame: Frame) -> bytes:
    """Consecutive entries of the path of an optimizer, given by its place in the run."""
    return line({"type": "frame", "optimizer": optimizer, "step": frame.first, **frame.columns})


def end_line(optimizer: int, state: State, evaluations: Evaluations) -> bytes:
    """How an optimizer ended."""
    return line(
        {
            "type": "end",
            "optimizer": optimizer,
            "reason": state.ended,
            "steps": state.steps,
            "loss": state.loss,
            "best_loss": state.best_loss,
            "x": state.x,
            "y": state.y,
            "loss_evaluations": evaluations.loss,
            "gradient_evaluations": evaluations.gradient,
        }
    )


DONE = line({"type": "done"})
"""The last line of a run that was computed to its end."""
