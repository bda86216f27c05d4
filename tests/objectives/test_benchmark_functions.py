"""The classic test functions, against the literature."""

import math

import numpy as np
import pytest

from app.objectives.benchmark_functions import BENCHMARK_FUNCTIONS
from app.objectives.catalogue import SURFACES
from app.objectives.surfaces import Surface
from tests.objectives.surface_properties import assert_learning_rates_work, assert_view_shows_what_matters

REFERENCE_MINIMA = {
    "rosenbrock": (0.0, [(1.0, 1.0)]),
    "beale": (0.0, [(3.0, 0.5)]),
    "booth": (0.0, [(1.0, 3.0)]),
    "levi_13": (0.0, [(1.0, 1.0)]),
    "matyas": (0.0, [(0.0, 0.0)]),
    "ackley": (0.0, [(0.0, 0.0)]),
    "griewank": (0.0, [(0.0, 0.0)]),
    "rastrigin": (0.0, [(0.0, 0.0)]),
    "himmelblau": (
        0.0,
        [(3.0, 2.0), (-2.80511809, 3.13131252), (-3.77931025, -3.28318599), (3.58442834, -1.84812653)],
    ),
    "three_hump_camel": (0.0, [(0.0, 0.0)]),
    "six_hump_camel": (-1.031628453, [(0.08984201, -0.71265641), (-0.08984201, 0.71265641)]),
    "styblinski_tang": (-78.33233, [(-2.903534, -2.903534)]),
    "goldstein_price": (3.0, [(0.0, -1.0)]),
    "mccormick": (-1.913222955, [(-0.54719755, -1.54719755)]),
    "easom": (-1.0, [(math.pi, math.pi)]),
    "branin": (0.3978873577, [(-math.pi, 12.275), (math.pi, 2.275), (3 * math.pi, 2.475)]),
}
"""Global minima from the literature."""

DOMAINS = {
    "beale": (-4.5, 4.5, -4.5, 4.5),
    "rosenbrock": (-2.0, 2.0, -1.0, 3.0),
    "booth": (-10.0, 10.0, -10.0, 10.0),
    "matyas": (-10.0, 10.0, -10.0, 10.0),
    "himmelblau": (-5.0, 5.0, -5.0, 5.0),
    "rastrigin": (-5.12, 5.12, -5.12, 5.12),
    "ackley": (-5.0, 5.0, -5.0, 5.0),
    "griewank": (-10.0, 10.0, -10.0, 10.0),
    "levi_13": (-10.0, 10.0, -10.0, 10.0),
    "styblinski_tang": (-5.0, 5.0, -5.0, 5.0),
    "three_hump_camel": (-5.0, 5.0, -5.0, 5.0),
    "six_hump_camel": (-3.0, 3.0, -2.0, 2.0),
    "goldstein_price": (-2.0, 2.0, -2.0, 2.0),
    "mccormick": (-1.5, 4.0, -3.0, 4.0),
    "easom": (-10.0, 10.0, -10.0, 10.0),
    "branin": (-5.0, 10.0, 0.0, 15.0),
}
"""The usual domains; narrower than usual for Griewank and Easom, which are flat or alike far out."""

functions = pytest.mark.parametrize("surface", BENCHMARK_FUNCTIONS, ids=lambda surface: surface.id)


@pytest.mark.parametrize("name", REFERENCE_MINIMA)
def test_global_minima_are_those_of_the_literature(name: str) -> None:
    loss, places = REFERENCE_MINIMA[name]
    best = min(minimum.loss for minimum in SURFACES[name].minima)
    ours = sorted((m.x, m.y) for m in SURFACES[name].minima if m.loss < best + 1e-9)
    assert best == pytest.approx(loss, abs=1e-5 if name == "styblinski_tang" else 1e-9)
    assert ours == pytest.approx(np.array(sorted(places)), abs=1e-6)


@functions
def test_domains_are_those_of_the_literature(surface: Surface) -> None:
    domain = surface.domain
    assert (domain.x.low, domain.x.high, domain.y.low, domain.y.high) == DOMAINS[surface.id]


@functions
def test_the_view_shows_what_matters(surface: Surface) -> None:
    assert_view_shows_what_matters(surface)


@functions
def test_every_rule_works_with_its_learning_rate(surface: Surface) -> None:
    assert_learning_rates_work(surface)


@functions
def test_only_ackley_has_a_cusp(surface: Surface) -> None:
    assert surface.smooth is (surface.id != "ackley")
