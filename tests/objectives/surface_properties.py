"""What holds for every surface of the catalogue."""

import numpy as np

from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.objectives.surfaces import Surface
from app.optimizers.rules import RULES


def assert_view_shows_what_matters(surface: Surface) -> None:
    """The start and the minima keep off the edges, and fill a good part of the view, which is nearly square."""
    view = surface.view
    points = np.array([surface.start, *((minimum.x, minimum.y) for minimum in surface.minima)])
    extents = []
    for side, values in ((view.x, points[:, 0]), (view.y, points[:, 1])):
        extent = side.high - side.low
        extents.append(extent)
        for margin in (values.min() - side.low, side.high - values.max()):
            assert 0.03 * extent < margin < 0.62 * extent
    assert 0.9 < extents[0] / extents[1] < 1.7


def assert_learning_rates_work(surface: Surface) -> None:
    """With the rate of its family every rule stays finite, and comes a part of the way down to the lowest minimum."""
    objective, rates = surface.objective({}), surface.learning_rates
    lowest = min(minimum.loss for minimum in surface.minima)
    above = objective.loss(np.array(surface.start)) - lowest
    for rule in ("gradient_descent", "momentum", "adagrad", "rmsprop", "adam"):
        settings = {setting.name: setting.default for setting in RULES[rule].settings}
        config = DescentConfig(RULES[rule].program, rates.of(RULES[rule].family), settings)
        stepper = DescentStepper(objective, config, surface.start, 400, 0, Stop())
        state, _ = stepper.advance(stepper.initial(), 401)
        assert state.ended == "steps", rule
        assert state.best_loss - lowest < 0.97 * above, rule
        assert state.loss - lowest < above, rule
