"""Step-size schedules against PyTorch's (S6)."""

import math

import numpy as np
import pytest

from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.optimizers.rules import RULES
from app.optimizers.schedules import SCHEDULES


@pytest.mark.parametrize(
    ("schedule", "settings", "step", "expected"),
    [
        ("constant", {}, 500, 1.0),
        ("step", {"every": 100.0, "factor": 0.5}, 100, 1.0),
        ("step", {"every": 100.0, "factor": 0.5}, 101, 0.5),
        ("step", {"every": 100.0, "factor": 0.5}, 301, 0.125),
        ("cosine", {}, 1, 1.0),
        ("cosine", {}, 501, 0.5),
        ("cosine", {}, 1000, (1 + math.cos(math.pi * 999 / 1000)) / 2),
    ],
)
def test_schedules_follow_pytorch(schedule: str, settings: dict[str, float], step: int, expected: float) -> None:
    """On L = x the gradient is 1, so the steps of gradient descent are the learning rates."""
    line = FormulaObjective("x", (), SURFACES["bowl"].domain)
    descent = DescentConfig(
        RULES["gradient_descent"].program, 1.0, schedule=SCHEDULES[schedule], schedule_settings=settings
    )
    stepper = DescentStepper(line, descent, (0.0, 0.0), 1000, 0, Stop())
    _, frame = stepper.advance(stepper.initial(), 1001)
    x = np.array(frame.columns["x"])
    assert x[step - 1] - x[step] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("name", "default", "low", "high"), [("every", 100, 1, 1_000_000), ("factor", 0.5, 1e-6, 1.0)])
def test_settings_of_a_schedule_of_steps(name: str, default: float, low: float, high: float) -> None:
    """At least one step apart, at most as many as a run takes; a factor never makes the learning rate larger."""
    setting = next(setting for setting in SCHEDULES["step"].settings if setting.name == name)
    assert (setting.default, setting.low, setting.high) == (default, low, high)


def test_the_other_schedules_have_no_settings() -> None:
    assert SCHEDULES["constant"].setting_names == SCHEDULES["cosine"].setting_names == ()
    assert SCHEDULES["step"].setting_names == ("every", "factor")
