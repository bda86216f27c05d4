"""The rules against closed forms and against a plain reading of PyTorch's documentation (S6)."""

from collections.abc import Callable

import numpy as np
import pytest

from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.language.settings import Setting
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.optimizers.rules import CUSTOM_RULE, RULES, Rule, custom_program, learning_rate_setting

Path = tuple[np.ndarray, np.ndarray]


def path(
    rule: str, objective: FormulaObjective, start: tuple[float, float], steps: int, rate: float, **settings: float
) -> np.ndarray:
    """The points of a path, shape (steps + 1, 2)."""
    values = {setting.name: settings.get(setting.name, setting.default) for setting in RULES[rule].settings}
    stepper = DescentStepper(objective, DescentConfig(RULES[rule].program, rate, values), start, steps, 0, Stop())
    _, frame = stepper.advance(stepper.initial(), steps + 1)
    return np.array([frame.columns["x"], frame.columns["y"]]).T


class Reference:
    """The update equations of the PyTorch documentation, one step at a time, on vectors."""

    def __init__(self, rate: float, **settings: float) -> None:
        self.rate, self.settings, self.t = rate, settings, 0
        self.first = self.second = np.zeros(2)

    def gradient_descent(self, w: np.ndarray, g: np.ndarray) -> np.ndarray:
        return w - self.rate * g

    def momentum(self, w: np.ndarray, g: np.ndarray) -> np.ndarray:
        self.first = g if self.t == 1 else self.settings["momentum"] * self.first + g
        return w - self.rate * self.first

    def nesterov(self, w: np.ndarray, g: np.ndarray) -> np.ndarray:
        self.first = g if self.t == 1 else self.settings["momentum"] * self.first + g
        return w - self.rate * (g + self.settings["momentum"] * self.first)

    def adagrad(self, w: np.ndarray, g: np.ndarray) -> np.ndarray:
        self.second = self.second + g * g
        return w - self.rate * g / (np.sqrt(self.second) + 1e-10)

    def rmsprop(self, w: np.ndarray, g: np.ndarray) -> np.ndarray:
        self.second = 0.99 * self.second + 0.01 * g * g
        return w - self.rate * g / (np.sqrt(self.second) + 1e-8)

    def adam(self, w: np.ndarray, g: np.ndarray) -> np.ndarray:
        self.first = 0.9 * self.first + 0.1 * g
        self.second = 0.999 * self.second + 0.001 * g * g
        unbiased = self.first / (1 - 0.9**self.t), self.second / (1 - 0.999**self.t)
        return w - self.rate * unbiased[0] / (np.sqrt(unbiased[1]) + 1e-8)

    def adamw(self, w: np.ndarray, g: np.ndarray) -> np.ndarray:
        return self.adam(w - self.rate * 0.01 * w, g)


@pytest.mark.parametrize("surface", ["beale", "rosenbrock", "himmelblau"])
@pytest.mark.parametrize("rule", RULES)
def test_a_path_is_that_of_pytorch(rule: str, surface: str) -> None:
    chosen = SURFACES[surface]
    objective, rate = chosen.objective({}), chosen.learning_rates.of(RULES[rule].family)
    reference = Reference(rate, momentum=0.9)
    update: Callable[[np.ndarray, np.ndarray], np.ndarray] = getattr(reference, rule)
    w = np.array(chosen.start)
    ours = path(rule, objective, chosen.start, 60, rate)
    for step in range(1, 61):
        reference.t = step
        w = update(w, objective.gradient(w))
        assert ours[step] == pytest.approx(w, rel=1e-9, abs=1e-9)


BOWL = SURFACES["ill_conditioned_bowl"].objective({"condition": 100.0})


def test_gradient_descent_on_a_quadratic_is_a_geometric_series() -> None:
    points = path("gradient_descent", BOWL, (1.0, 1.0), 50, 0.005)
    steps = np.arange(51)
    assert points[:, 0] == pytest.approx((1 - 0.005) ** steps, rel=1e-12)
    assert points[:, 1] == pytest.approx((1 - 0.5) ** steps, rel=1e-12)


@pytest.mark.parametrize(("rate", "diverges"), [(0.0199, False), (0.0201, True)])
def test_gradient_descent_diverges_above_two_over_the_largest_curvature(rate: float, diverges: bool) -> None:
    points = path("gradient_descent", BOWL, (1.0, 1.0), 300, rate)
    assert bool(abs(points[-1, 1]) > 1) is diverges


def test_the_best_heavy_ball_converges_at_its_theoretical_rate() -> None:
    alpha, beta = (2 / (1 + 10)) ** 2, ((10 - 1) / (10 + 1)) ** 2
    points = path("momentum", BOWL, (1.0, 1.0), 200, alpha, momentum=beta)
    sizes = np.linalg.norm(points, axis=1)
    # A double root of the characteristic polynomial: the error decays like t * rate**t.
    rate = (sizes[200] / 200 / (sizes[100] / 100)) ** (1 / 100)
    assert rate == pytest.approx(0.818182, abs=2e-3)


def test_adams_first_step_has_the_length_of_the_learning_rate() -> None:
    points = path("adam", BOWL, (1.0, 1.0), 1, 0.1)
    assert points[1] == pytest.approx([0.9, 0.9], rel=1e-6)


def test_adam_hardly_notices_the_scale_of_the_loss() -> None:
    beale = SURFACES["beale"].objective({})
    scaled = FormulaObjective(f"1000*({beale.expression})", (), beale.domain)
    original, enlarged = (path("adam", objective, (0.75, 1.5), 300, 0.3) for objective in (beale, scaled))
    assert np.abs(original - enlarged).max() < 5e-9


PYTORCH = {
    "gradient_descent": (1e-3, {}),
    "momentum": (1e-3, {"momentum": 0.9}),
    "nesterov": (1e-3, {"momentum": 0.9}),
    "adagrad": (1e-2, {"epsilon": 1e-10}),
    "rmsprop": (1e-2, {"alpha": 0.99, "epsilon": 1e-8}),
    "adam": (1e-3, {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}),
    "adamw": (1e-3, {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weight_decay": 1e-2}),
}
"""The learning rate and the settings that ``torch.optim`` takes by default, and the customary momentum of 0.9."""


@pytest.mark.parametrize("rule", RULES)
def test_defaults_are_those_of_pytorch(rule: str) -> None:
    defaults = {setting.name: setting.default for setting in RULES[rule].settings}
    assert (RULES[rule].learning_rate, defaults) == PYTORCH[rule]


def test_a_typed_rule_may_read_every_setting_of_the_built_in_rules() -> None:
    every = {setting.name for rule in RULES.values() for setting in rule.settings}
    assert set(CUSTOM_RULE.setting_names) == every
    assert custom_program(CUSTOM_RULE.source).assignments
    assert CUSTOM_RULE.learning_rate == 1e-3
    assert {setting.name: setting.default for setting in CUSTOM_RULE.settings}["epsilon"] == 1e-8


@pytest.mark.parametrize("setting", CUSTOM_RULE.settings, ids=lambda setting: setting.name)
def test_ranges_keep_means_running_and_divisions_finite(setting: Setting) -> None:
    """Shares lie in [0, 1), so that what was remembered fades; ε is at least the precision of doubles."""
    assert setting.low <= setting.default <= setting.high
    if setting.name == "epsilon":
        assert (setting.low, setting.high) == (1e-16, 1.0)
    elif setting.name == "weight_decay":
        assert (setting.low, setting.high) == (0.0, 10.0)
    else:
        assert setting.low == 0.0
        assert 0.9998 < setting.high < 1.0


def test_learning_rates_span_what_surfaces_need() -> None:
    rate = learning_rate_setting(0.25)
    assert (rate.name, rate.default, rate.low, rate.high) == ("learning_rate", 0.25, 1e-8, 1e3)


@pytest.mark.parametrize("rule", [*RULES.values(), CUSTOM_RULE], ids=[*RULES, "custom"])
def test_a_rule_has_a_rate_for_surfaces_and_one_for_classifiers(rule: Rule) -> None:
    rates = {"gradient_descent": 0.1, "momentum": 0.01, "adagrad": 0.05, "rmsprop": 0.002, "adam": 0.005}
    assert rule.classifier_learning_rate == rates[rule.family]
    assert rule.learning_rate in (1e-2, 1e-3)
