"""The lines of a run's stream, as bytes of newline-delimited JSON."""

from app.engine.gradient_sources import Evaluations
from app.engine.steppers import Frame, PlaneState
from app.json_lines import line
from app.requests.runs import RunRequest


def run_line(run: RunRequest) -> bytes:
    """The first line: what is being run, with a digest that names its numbers."""
    return line({"type": "run", "digest": run.digest(), "run": run.as_json()})


def frame_line(optimizer: int, frame: Frame) -> bytes:
    """Consecutive entries of the path of an optimizer, given by its place in the run."""
    return line({"type": "frame", "optimizer": optimizer, "step": frame.first, **frame.columns})


def end_line(optimizer: int, state: PlaneState, evaluations: Evaluations) -> bytes:
    """How an optimizer ended."""
    return line(
        {
            "type": "end",
            "optimizer": optimizer,
            "reason": state.ended,
            "not_finite": state.not_finite,
            "steps": state.steps,
            "loss": state.loss,
            "best_loss": state.best_loss,
            "x": state.x,
            "y": state.y,
            "loss_evaluations": evaluations.loss,
            "gradient_evaluations": evaluations.gradient,
        }
    )
