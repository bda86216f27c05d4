"""Objectives given by a formula."""

import math

import numpy as np
import pytest

from app.language.faults import LanguageError
from app.objectives.formulas import (
    EXPRESSION_DOMAIN,
    FormulaObjective,
    default_start,
    expression_objective,
    formula,
)
from app.objectives.geometry import Interval, Rectangle

OBJECTIVE = FormulaObjective("a*x**2*y + exp(b*y)", (("a", 2.0), ("b", 0.5)), EXPRESSION_DOMAIN)
POINT = np.array([1.5, -0.5])
LOSS = 2 * 1.5**2 * -0.5 + math.exp(-0.25)
GRADIENT = [4 * 1.5 * -0.5, 2 * 1.5**2 + 0.5 * math.exp(-0.25)]


def test_the_loss_and_the_gradient_at_a_point() -> None:
    assert OBJECTIVE.loss(POINT) == pytest.approx(LOSS)
    assert OBJECTIVE.gradient(POINT) == pytest.approx(GRADIENT)
    loss, gradient = OBJECTIVE.loss_and_gradient(POINT.astype(np.float32))
    assert loss == pytest.approx(LOSS)
    assert gradient.dtype == np.float32
    assert (OBJECTIVE.dimensions, OBJECTIVE.setting_names, OBJECTIVE.setting_values) == (2, ("a", "b"), (2.0, 0.5))


def test_many_points_at_once() -> None:
    x, y = np.array([1.5, 0.0, 1.0]), np.array([-0.5, 2.0, 0.0])
    loss, by_x, by_y = OBJECTIVE.losses_and_gradients(x, y)
    for index, point in enumerate(np.stack([x, y], axis=1)):
        assert loss[index] == pytest.approx(OBJECTIVE.loss(point))
        assert [by_x[index], by_y[index]] == pytest.approx(OBJECTIVE.gradient(point))
    grid = OBJECTIVE.losses(x[np.newaxis], y[:, np.newaxis])
    assert grid.shape == (3, 3)
    assert grid[2, 1] == pytest.approx(OBJECTIVE.loss(np.array([0.0, 0.0])))
    assert grid[0, 2] == pytest.approx(OBJECTIVE.loss(np.array([1.0, -0.5])))
    constant = FormulaObjective("3", (), EXPRESSION_DOMAIN)
    assert constant.losses(x[np.newaxis], y[:, np.newaxis]).tolist() == [[3.0] * 3] * 3
    assert [part.tolist() for part in constant.losses_and_gradients(x, y)] == [[3.0] * 3, [0.0] * 3, [0.0] * 3]


def test_where_there_is_no_loss_there_is_no_gradient() -> None:
    logarithm = FormulaObjective("log(x) + y", (), EXPRESSION_DOMAIN)
    loss, gradient = logarithm.loss_and_gradient(np.array([-1.0, 0.0]))
    assert not math.isfinite(loss)
    assert np.isnan(gradient).tolist() == [True, True]
    losses, by_x, by_y = logarithm.losses_and_gradients(np.array([-1.0, 2.0]), np.array([0.0, 1.0]))
    assert np.isfinite(losses).tolist() == [False, True]
    assert np.isnan(by_x).tolist() == np.isnan(by_y).tolist() == [True, False]
    assert by_x[1] == 0.5


def test_a_formula_is_compiled_once_for_all_with_the_same_text() -> None:
    first, second = (FormulaObjective("x**2 + c*y", (("c", value),), EXPRESSION_DOMAIN) for value in (1.0, 2.0))
    assert first.formula is second.formula
    assert formula("x") is formula("x")


def test_a_typed_loss_is_checked() -> None:
    domain = Rectangle(Interval(0.0, 1.0), Interval(2.0, 3.0))
    assert expression_objective("x + y", domain).domain is domain
    with pytest.raises(LanguageError):
        expression_objective("x + z", domain)
    assert Rectangle.square(5.0) == EXPRESSION_DOMAIN


def test_the_start_is_a_quarter_of_the_width_off_the_centre() -> None:
    assert default_start(Rectangle(Interval(-1.0, 3.0), Interval(10.0, 30.0))) == (2.0, 25.0)
