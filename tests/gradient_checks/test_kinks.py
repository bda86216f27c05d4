"""Kinks are found where they are, and nowhere else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gradient_checks.check import drawn_points
from app.gradient_checks.kinks import kinks
from app.objectives.catalogue import SURFACES
from tests.gradient_checks.claims import SMOOTH, objective

H = 1e-5


def found(text: str, x: float, y: float) -> set[tuple[str, int]]:
    return {(kink.expression, kink.dimension) for kink in kinks(objective(text), np.array([x, y], dtype=float), H)}


@pytest.mark.parametrize(
    ("text", "point", "expected"),
    [
        ("abs(x) + abs(y)", (0, 1), {("abs(x)", 0)}),
        ("abs(x) + abs(y)", (4e-6, -4e-6), {("abs(x)", 0), ("abs(y)", 1)}),
        ("abs(x) + abs(y)", (2e-5, 1), set()),
        ("2*abs(x - y)", (1, 1), {("abs(x - y)", 0), ("abs(x - y)", 1)}),
        ("abs(x**2)", (0, 0), set()),
        ("abs(x*y)", (0, 0), set()),
        ("max(x, y**2)", (1, 1), {("max(x, y**2)", 0), ("max(x, y**2)", 1)}),
        ("min(x, 2)*y", (2, 1), {("min(x, 2)", 0)}),
        ("max(0, 1 - x)**2", (1, 0), {("max(0, 1 - x)", 0)}),
        ("floor(x/2) + y", (2, 0), {("floor(x/2)", 0)}),
        ("floor(x/2) + y", (1, 0), set()),
        ("sign(y) + x", (0, 0), {("sign(y)", 1)}),
        ("sqrt(x)", (0, 0), {("sqrt(x)", 0)}),
        ("sqrt(x**2 + y**2)", (0, 0), {("sqrt(x**2 + y**2)", 0), ("sqrt(x**2 + y**2)", 1)}),
        ("sqrt((x - 1)**2 + y**2)", (1 + 3e-6, 0), {("sqrt((x - 1)**2 + y**2)", 0)}),
        ("sqrt(x**2 + 0.01)", (0, 0), set()),
        ("hypot(x - 1, y)", (1, 0), {("hypot(x - 1, y)", 0), ("hypot(x - 1, y)", 1)}),
        ("hypot(x, y)", (0, 1), set()),
        ("x**(2/3)", (0, 0), {("x**(2/3)", 0)}),
        ("(x**2)**(1/3)", (3e-6, 0), {("(x**2)**(1/3)", 0)}),
        ("x**3 + y**-2", (0, 1), set()),
        ("atan2(y, x)", (-1, 0), {("atan2(y, x)", 1)}),
        ("atan2(y, x)", (1, 0), set()),
        ("abs(x) + 3*abs(x)", (0, 0), {("abs(x)", 0)}),
        ("log(x)", (-1, 0), set()),
        ("sqrt(x)", (-1, 0), set()),
    ],
)
def test_kinks_by_hand(text: str, point: tuple[float, float], expected: set[tuple[str, int]]) -> None:
    assert found(text, *point) == expected


@given(st.floats(-2, 2), st.floats(-3 * H, 3 * H).filter(lambda gap: abs(abs(gap) - H) > 1e-9))
def test_a_crease_and_a_cusp_are_told_exactly_within_h(place: float, gap: float) -> None:
    place = round(place, 3)
    for text in (f"abs(x - {place})", f"hypot(x - {place}, y)", f"sqrt((x - {place})**2 + y**2)"):
        kinked = {dimension for _, dimension in found(text, place + gap, 0.0)}
        assert (0 in kinked) == (abs(gap) < H)


def test_the_kink_surface_reports_its_kinks_with_how_to_show_them() -> None:
    first, second = kinks(SURFACES["kink"].objective({}), np.zeros(2), H)
    assert (first.expression, first.dimension, second.expression, second.dimension) == ("abs(x)", 0, "abs(y)", 1)
    assert first.mathml.startswith("<math")
    assert "<mi>x</mi>" in first.mathml


def test_settings_count() -> None:
    surface = SURFACES["ill_conditioned_bowl"]
    assert kinks(surface.objective({"condition": 7.0}), np.zeros(2), H) == ()


@pytest.mark.parametrize("name", SMOOTH)
def test_smooth_surfaces_have_none(name: str) -> None:
    for point in drawn_points(SMOOTH[name].domain, 3, 0, 20):
        assert kinks(SMOOTH[name], point, H) == ()
