"""The convergence rates of rules on a quadratic: derived from their text, and measured on runs."""

import cmath
from math import hypot

import pytest

from app.engine.config import DescentConfig, OptimizerConfig, SearchConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.gradient_sources import Noisy, Numeric
from app.objectives.formulas import EXPRESSION_DOMAIN, expression_objective
from app.optimizers.rules import custom_program
from app.optimizers.searches import SEARCHES
from app.sweeps.contraction import contraction
from app.sweeps.quadratics import Quadratic, quadratic
from tests.engine.configs import columns, descent, whole

BOWL = Quadratic((1.0, 100.0))
TURNED = "(x + 2*y - 7)**2 + (2*x + y - 5)**2"
BOTTOM = (1.0, 3.0)


def with_momentum(rule: str, rate: float, momentum: float) -> DescentConfig:
    return DescentConfig(descent(rule, rate).program, rate, {"momentum": momentum})


def typed(source: str, rate: float = 0.01) -> DescentConfig:
    return DescentConfig(custom_program(source), rate)


def predicted(config: OptimizerConfig, found: Quadratic = BOWL) -> float:
    rate = contraction(config, found)
    assert rate is not None
    return rate


def roots(b: float, c: float) -> float:
    """The larger modulus of the roots of z² + bz + c."""
    root = cmath.sqrt(b * b - 4 * c)
    return max(abs(-b + root), abs(-b - root)) / 2


def measured(config: DescentConfig, steps: int, tail: int) -> float:
    """The mean factor by which a run's last steps shrink the distance to the minimum of the rotated bowl."""
    objective = expression_objective(TURNED, EXPRESSION_DOMAIN)
    path = columns(whole(DescentStepper(objective, config, (4.0, -2.0), steps, 0, Stop()))[1])
    far, near = (
        hypot(*((path[axis][at] or 0) - goal for axis, goal in zip("xy", BOTTOM, strict=True)))
        for at in (-1 - tail, -1)
    )
    return float((near / far) ** (1 / tail))


@pytest.mark.parametrize("rate", [1e-3, 2 / 101, 0.02, 0.03])
def test_gradient_descent_leaves_what_the_slowest_direction_leaves(rate: float) -> None:
    expected = max(abs(1 - rate), abs(1 - 100 * rate))
    assert predicted(descent("gradient_descent", rate)) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("rate", [1e-3, 0.0330579, 0.038, 0.05])
@pytest.mark.parametrize("momentum", [0.0, 0.669421, 0.9])
def test_memory_leaves_the_larger_root_of_its_polynomial(rate: float, momentum: float) -> None:
    ball = max(roots(-(1 + momentum - rate * c), momentum) for c in (1, 100))
    assert predicted(with_momentum("momentum", rate, momentum)) == pytest.approx(ball, rel=1e-7)
    ahead = max(roots(-(1 + momentum) * (1 - rate * c), momentum * (1 - rate * c)) for c in (1, 100))
    assert predicted(with_momentum("nesterov", rate, momentum)) == pytest.approx(ahead, rel=1e-7)


def test_the_best_heavy_ball_leaves_the_root_of_its_momentum() -> None:
    best = BOWL.heavy_ball
    assert best.learning_rate is not None
    assert best.momentum is not None
    assert predicted(with_momentum("momentum", best.learning_rate, best.momentum)) == pytest.approx(0.818182, rel=1e-6)


@pytest.mark.parametrize(("momentum", "most"), [(0.0, 0.02), (0.5, 0.03), (0.9, 0.038)])
def test_momentum_is_stable_up_to_two_plus_twice_its_memory(momentum: float, most: float) -> None:
    assert predicted(with_momentum("momentum", 0.999 * most, momentum)) < 1
    assert predicted(with_momentum("momentum", 1.001 * most, momentum)) > 1


@pytest.mark.parametrize(
    ("config", "steps", "tail", "accuracy"),
    [
        (descent("gradient_descent", 0.01), 300, 50, 1e-9),
        (descent("gradient_descent", 0.12), 300, 50, 1e-9),
        (descent("gradient_descent", 0.01, Numeric(1e-3)), 200, 50, 1e-6),
        (with_momentum("momentum", 0.01, 0.5), 300, 50, 1e-9),
        (with_momentum("momentum", 0.01, 0.9), 600, 500, 1e-3),
        (with_momentum("nesterov", 0.002, 0.5), 1500, 50, 1e-9),
        (with_momentum("nesterov", 0.05, 0.9), 200, 150, 3e-3),
        (typed("v = g + 0.3*v\nu = v + 0.2*u\nw = w - lr*u", 0.005), 600, 50, 1e-9),
    ],
)
def test_a_run_of_the_engine_comes_closer_as_predicted(
    config: DescentConfig, steps: int, tail: int, accuracy: float
) -> None:
    found = quadratic(expression_objective(TURNED, EXPRESSION_DOMAIN))
    assert found is not None
    assert measured(config, steps, tail) == pytest.approx(predicted(config, found), rel=accuracy)


def test_a_typed_rule_is_read_as_the_built_in_one() -> None:
    ball = typed("v = 0.9*v + g\nw = w - lr*v")
    assert predicted(ball) == pytest.approx(predicted(with_momentum("momentum", 0.01, 0.9)), rel=1e-12)


def test_off_a_saddle_the_distance_grows() -> None:
    assert predicted(descent("gradient_descent", 0.1), Quadratic((-2.0, 2.0))) == pytest.approx(1.2)


@pytest.mark.parametrize(
    "config",
    [
        *(descent(rule, 0.01) for rule in ("adagrad", "rmsprop", "adam", "adamw")),
        *(descent("gradient_descent", 0.01, schedule=schedule) for schedule in ("step", "cosine")),
        descent("momentum", 0.01, Noisy(0.1)),
        SearchConfig(SEARCHES["random_search"]),
        typed("w = w - lr*sign(g)"),
        typed("w = w - lr*g**2"),
        typed("w = w - lr*g/t"),
        typed("w = w - lr*g - 0.1*w"),
        typed("w = w - lr*g + 0.1"),
        typed("v = 0.9*v + w\nw = w - lr*g"),
    ],
)
def test_where_theory_is_not_exact_there_is_no_rate(config: OptimizerConfig) -> None:
    assert contraction(config, BOWL) is None


def test_on_level_ground_there_is_no_rate() -> None:
    assert contraction(descent("gradient_descent", 0.01), Quadratic((0.0, 10.0))) is None


def test_numbers_beyond_all_bounds_give_no_rate() -> None:
    assert contraction(descent("gradient_descent", 1e3), Quadratic((1.0, 1e307))) is None
