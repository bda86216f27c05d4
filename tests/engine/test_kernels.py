"""Kernels: what a step computes, what it carries, and the values that are handed to it."""

import math

import numpy as np
import pytest

from app.engine.config import DescentConfig
from app.engine.gradient_sources import Noisy, Numeric
from app.engine.kernels import RECORDED, TOTAL, kernel_for, parameter_values
from app.language.expressions import names
from app.language.rules import parse_rule
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.optimizers.schedules import SCHEDULES
from tests.engine.configs import BEALE, descent

OBJECTIVE = FormulaObjective("a*x**2 + y**2/2", (("a", 3.0),), BEALE.domain)
POINT = (0.5, -2.0)


def test_the_opening_is_the_loss_the_norm_and_the_gradient() -> None:
    kernel = kernel_for(OBJECTIVE, descent("gradient_descent", 0.1))
    parameters = parameter_values(OBJECTIVE, descent("gradient_descent", 0.1), 10)
    assert kernel.opening(*POINT, *parameters) == pytest.approx((2.75, math.hypot(3.0, -2.0), 3.0, -2.0))
    loss, norm, by_x, by_y = kernel.array_opening(*np.array([POINT, (1.0, 1.0)]).T, *parameters)
    assert [values[0] for values in (loss, norm, by_x, by_y)] == pytest.approx([2.75, math.hypot(3, 2), 3.0, -2.0])
    assert (loss[1], by_x[1], by_y[1]) == pytest.approx((3.5, 6.0, 1.0))


def test_a_step_records_the_point_that_it_comes_to() -> None:
    config = descent("momentum", 0.1)
    kernel, parameters = kernel_for(OBJECTIVE, config), parameter_values(OBJECTIVE, config, 10)
    carried = kernel.carried(POINT, (3.0, -2.0))
    after, columns = kernel.fast(2, carried, parameters, ())
    x = [0.5 - 0.1 * 3.0]
    y = [-2.0 - 0.1 * -2.0]
    x.append(x[0] - 0.1 * (0.9 * 3.0 + 6.0 * x[0]))
    y.append(y[0] - 0.1 * (0.9 * -2.0 + y[0]))
    found = dict(zip(RECORDED, columns, strict=True))
    assert found["x"] == pytest.approx(x)
    assert found["y"] == pytest.approx(y)
    assert found["loss"] == pytest.approx([3 * a**2 + b**2 / 2 for a, b in zip(x, y, strict=True)])
    assert found["gradient_norm"] == pytest.approx([math.hypot(6 * a, b) for a, b in zip(x, y, strict=True)])
    assert kernel.careful(2, carried, parameters, ()) == (after, columns)
    gradient, (velocity,) = kernel.remembered(after, ("v",))
    assert gradient == pytest.approx((6 * x[1], y[1]))
    assert velocity == pytest.approx((0.9 * 3.0 + 6.0 * x[0], 0.9 * -2.0 + y[0]))


def test_states_begin_at_zero() -> None:
    kernel = kernel_for(BEALE, descent("adam", 0.1))
    carried = dict(
        zip((name for name, _ in kernel.recurrence.carried), kernel.carried((1.0, 2.0), (3.0, 4.0)), strict=True)
    )
    assert {name: value for name, value in carried.items() if value} == {
        "x": 1.0,
        "y": 2.0,
        "slope__x": 3.0,
        "slope__y": 4.0,
    }
    assert kernel.remembered(kernel.carried((1.0, 2.0), (3.0, 4.0)), ("m", "v")) == (
        (3.0, 4.0),
        ((0.0, 0.0), (0.0, 0.0)),
    )


@pytest.mark.parametrize(
    ("rule", "schedule", "counts"),
    [("gradient_descent", "constant", False), ("adam", "constant", True), ("gradient_descent", "step", True)],
)
def test_steps_are_counted_only_where_something_reads_their_number(rule: str, schedule: str, counts: bool) -> None:
    kernel = kernel_for(BEALE, descent(rule, 0.1, schedule=schedule))
    assert any("steps" in name for name, _ in kernel.recurrence.carried) is counts


def test_the_first_step_has_the_number_one() -> None:
    program = parse_rule("w = w - lr*t*g/g", ())
    line = FormulaObjective("x + y", (), BEALE.domain)
    config = DescentConfig(program, 1.0)
    kernel, parameters = kernel_for(line, config), parameter_values(line, config, 10)
    _, (x, *_) = kernel.fast(4, kernel.carried((0.0, 0.0), (1.0, 1.0)), parameters, ())
    assert x == [-1.0, -3.0, -6.0, -10.0]


def test_parameters_are_handed_over_in_the_kernels_order() -> None:
    schedule = SCHEDULES["step"]
    config = DescentConfig(
        descent("momentum", 0.1).program,
        0.25,
        {"momentum": 0.5},
        Numeric(1e-3),
        schedule,
        {"every": 7.0, "factor": 0.125},
    )
    condition = SURFACES["ill_conditioned_bowl"].objective({"condition": 40.0})
    names_in_order = kernel_for(condition, config).recurrence.parameters
    values = dict(zip(names_in_order, parameter_values(condition, config, 90), strict=True))
    assert sorted(values.values()) == sorted([0.25, 0.5, 1e-3, 7.0, 0.125, 40.0])
    assert (values["lr"], values["momentum"]) == (0.25, 0.5)
    cosine = descent("gradient_descent", 0.1, schedule="cosine")
    assert sorted(parameter_values(BEALE, cosine, 90)) == [0.1, 90.0]


def test_the_loop_of_arrays_carries_the_total_of_losses_and_squared_norms() -> None:
    config = descent("momentum", 0.1)
    kernel, parameters = kernel_for(OBJECTIVE, config), parameter_values(OBJECTIVE, config, 10)
    x, y = np.array([0.5, 2.0, -1.0]), np.array([-2.0, 1.0, 0.25])
    carried = kernel.array_carried((x, y), kernel.array_opening(x, y, *parameters))
    scratch = [np.empty(3) for _ in range(kernel.arrays.scratch)]
    starts = dict(zip(kernel.arrays.carried, (np.copy(value) for value in carried), strict=True))
    assert starts[TOTAL] == pytest.approx(3 * x**2 + y**2 / 2 + (6 * x) ** 2 + y**2)
    ends = dict(zip(kernel.arrays.carried, kernel.arrays.advance(3, carried, scratch, parameters, ()), strict=True))
    for index, point in enumerate(zip(x.tolist(), y.tolist(), strict=True)):
        loss, norm, *slopes = kernel.opening(*point, *parameters)
        _, columns = kernel.fast(3, kernel.carried(point, slopes), parameters, ())
        total = loss + norm**2 + sum(columns[2]) + sum(value**2 for value in columns[3])
        assert ends[TOTAL][index] == pytest.approx(total)
        assert (ends["x"][index], ends["y"][index]) == pytest.approx((columns[0][-1], columns[1][-1]))


def test_the_arrays_of_a_loop_are_its_own() -> None:
    config = descent("gradient_descent", 0.1)
    kernel, parameters = kernel_for(OBJECTIVE, config), parameter_values(OBJECTIVE, config, 10)
    x, y = np.array([0.5, 2.0]), np.array([-2.0, 1.0])
    carried = kernel.array_carried((x, y), kernel.array_opening(x, y, *parameters))
    kernel.arrays.advance(3, carried, [np.empty(2) for _ in range(kernel.arrays.scratch)], parameters, ())
    assert x.tolist() == [0.5, 2.0]


def test_costs_grow_with_what_is_computed() -> None:
    plain, rich = (kernel_for(BEALE, descent(rule, 0.1)) for rule in ("gradient_descent", "adam"))
    assert 20 < plain.operations < rich.operations < 200
    assert plain.operations <= plain.array_cost < rich.array_cost


def test_noise_is_an_input_of_the_loop() -> None:
    kernel = kernel_for(BEALE, descent("gradient_descent", 0.1, Noisy(0.2)))
    assert len(kernel.recurrence.inputs) == 2
    assert set(kernel.recurrence.inputs) <= names(*(value for _, value in kernel.recurrence.carried))
