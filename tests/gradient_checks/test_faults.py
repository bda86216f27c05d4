"""A wrong gradient is diagnosed; a right one, however it is written, is accepted."""

from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from app.gradient_checks.faults import Fault, gradient_faults
from app.language.expressions import Expression, Number, Operation
from app.objectives.formulas import FormulaObjective
from tests.gradient_checks.claims import SMOOTH, claim, objective
from tests.language.expressions import X, Y, exact

ROSENBROCK = SMOOTH["rosenbrock"]
BY_X, BY_Y = "-2*(1-x) - 400*x*(y-x**2)", "200*(y-x**2)"


def faults(target: FormulaObjective, *derivatives: str) -> tuple[Fault, ...]:
    return gradient_faults(target, claim(target, *derivatives).derivatives)


@pytest.mark.parametrize(
    ("by_x", "fault"),
    [
        ("2*(1-x) + 400*x*(y-x**2)", {"kind": "sign", "factor": -1.0}),
        ("-(1-x) - 200*x*(y-x**2)", {"kind": "factor", "factor": 2.0}),
        (BY_X + " + 3", {"kind": "offset", "offset": 3.0}),
        (BY_Y, {"kind": "swapped"}),
        (
            "-2*(1-x) - 200*x*(y-x**2)",
            {"kind": "term", "factor": 2.0, "term": "200*x*(y - x**2)", "expected": "400*x*(y - x**2)"},
        ),
        (
            "2*(1-x) - 400*x*(y-x**2)",
            {"kind": "term", "factor": -1.0, "term": "2*(1 - x)", "expected": "-2*(1 - x)"},
        ),
        (
            "-2 + 2*x - 400*x*y + 200*x**3",
            {"kind": "term", "factor": 2.0, "term": "200*x**3", "expected": "400*x**3"},
        ),
        (BY_X + " + x*y", {"kind": "term", "factor": 0.0, "term": "x*y"}),
        ("-400*x*(y-x**2)", {"kind": "term", "expected": "-2*(1 - x)"}),
        (
            "-2*(1-x) - 200*(y-x**2)",
            {"kind": "term", "term": "200*(y - x**2)", "expected": "400*((y - x**2)*x)"},
        ),
        ("sin(x)", {"kind": "different"}),
        ("log(x)", {"kind": "different"}),
        ("0", {"kind": "different"}),
    ],
)
def test_each_slip_is_named(by_x: str, fault: dict[str, Any]) -> None:
    (found,) = faults(ROSENBROCK, by_x, BY_Y)
    told = {name: value for name, value in vars(found).items() if value is not None and name != "sentence"}
    assert told == {"dimension": 0, **fault}


@pytest.mark.parametrize(
    ("by_x", "sentence"),
    [
        ("-2*(1-x) - 200*x*(y-x**2)", "The term 200*x*(y - x**2) should be 2 times as large."),
        ("2*(1-x) - 400*x*(y-x**2)", "The term 2*(1 - x) has the wrong sign."),
        ("4*(1-x) - 400*x*(y-x**2)", "The term 4*(1 - x) should be multiplied by -0.5."),
        ("-400*x*(y-x**2)", "The term -2*(1 - x) is missing."),
        (BY_X + "- x", "The term x does not belong here."),
        (BY_X + "- 0.5", "The derivative by x is 0.5 too small everywhere."),
        (BY_Y, "This is the derivative by y, not by x."),
        ("3*x", "The derivative by x is wrong, and no single slip explains it."),
    ],
)
def test_it_is_said_in_plain_words(by_x: str, sentence: str) -> None:
    assert [fault.sentence for fault in faults(ROSENBROCK, by_x, BY_Y)] == [sentence]


def test_each_dimension_has_a_fault_of_its_own() -> None:
    assert [(fault.dimension, fault.kind) for fault in faults(ROSENBROCK, BY_Y, BY_X)] == [
        (0, "swapped"),
        (1, "swapped"),
    ]


def test_a_forgotten_chain_rule_is_told() -> None:
    (found,) = faults(objective("sin(2*x) + y**2"), "cos(2*x)", "2*y")
    assert (found.kind, found.factor) == ("factor", 2.0)


def test_a_half_of_a_sum_is_looked_into() -> None:
    surface = SMOOTH["styblinski_tang"]
    (found,) = faults(surface, "(4*x**3 - 16*x + 5)/2", "2*y**3 - 16*y + 2.5")
    assert (found.term, found.expected) == ("16*x", "32*x")
    (found,) = faults(surface, "2*x**3 + 2.5", "2*y**3 - 16*y + 2.5")
    assert found.sentence == "The term -16*x is missing."


def test_a_gradient_may_read_the_settings() -> None:
    bowl = SMOOTH["ill_conditioned_bowl"]
    assert faults(bowl, "x", "condition*y") == ()
    (found,) = faults(bowl, "x", "2*condition*y")
    assert (found.dimension, found.kind, found.factor) == (1, "factor", 0.5)


def test_of_a_loss_that_is_nowhere_finite_nothing_is_said() -> None:
    assert faults(objective("log(-1 - x**2)"), "1", "1") == ()


def test_where_the_loss_is_a_hole_is_not_looked_at() -> None:
    assert faults(objective("log(x) + y"), "1/x", "1") == ()


@pytest.mark.parametrize("name", SMOOTH)
def test_our_gradient_has_no_faults(name: str) -> None:
    assert gradient_faults(SMOOTH[name], SMOOTH[name].formula.gradient) == ()


SPELLED = ["beale", "booth", "himmelblau", "matyas", "mccormick", "rastrigin", "rosenbrock", "six_hump_camel"]


@pytest.mark.parametrize("spell", [sympy.expand, sympy.factor, sympy.simplify])
@pytest.mark.parametrize("name", SPELLED)
def test_the_same_gradient_may_be_spelled_otherwise(name: str, spell: Any) -> None:
    loss = sympy.nsimplify(exact(SMOOTH[name].expression), rational=True, tolerance=1e-12)
    assert faults(SMOOTH[name], *(str(spell(sympy.diff(loss, by))) for by in (X, Y))) == ()


@pytest.mark.parametrize("name", SMOOTH)
@given(factor=st.floats(-20, 20).map(lambda factor: round(factor, 2)).filter(lambda factor: factor not in (0, 1)))
def test_a_factor_is_found_on_every_surface(name: str, factor: float) -> None:
    by_x, by_y = SMOOTH[name].formula.gradient
    scaled: Expression = Operation("multiply", (Number(factor), by_x))
    (found,) = gradient_faults(SMOOTH[name], (scaled, by_y))
    assert found.dimension == 0
    assert found.kind == ("sign" if factor == -1 else "factor") or (name, found.kind) == ("mccormick", "swapped")
    assert found.factor == pytest.approx(1 / factor, rel=1e-9)


@given(st.permutations(["y", "y**2", "sin(y)", "exp(y/3)", "cos(2*y)"]), st.integers(2, 5), st.integers(2, 9))
def test_the_one_wrong_term_of_a_sum_is_found(parts: list[str], count: int, factor: int) -> None:
    wrong, *right = parts[:count]
    target = objective(" + ".join(f"x*{part}" for part in parts[:count]))
    (by_x,) = claim(target, " + ".join([*right, f"{factor}*{wrong}"])).derivatives
    (found,) = gradient_faults(target, (by_x, target.formula.gradient[1]))
    assert (found.dimension, found.kind, found.term) == (0, "term", f"{factor}*{wrong}")
    assert found.factor == pytest.approx(1 / factor, rel=1e-9)


@given(st.sampled_from(["x*y", "sin(x)", "3*x**2", "exp(y)/7"]), st.integers(1, 9))
def test_a_term_too_many_is_found(extra: str, count: int) -> None:
    (found,) = faults(ROSENBROCK, f"{BY_X} + {count}*({extra})", BY_Y)
    assert (found.kind, found.factor, found.expected) == ("term", 0.0, None)


def test_terms_too_long_to_read_are_not_quoted() -> None:
    nested = "max(x, " * 40 + "y" + ")" * 40
    assert [fault.kind for fault in faults(objective(f"{nested} + x*y"), "2*y", "x*y")] == ["different", "different"]
