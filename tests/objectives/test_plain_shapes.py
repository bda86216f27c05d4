"""Plain surfaces that each teach one thing."""

import pytest

from app.objectives.plain_shapes import PLAIN_SHAPES
from app.objectives.surfaces import Surface
from tests.objectives.surface_properties import assert_learning_rates_work, assert_view_shows_what_matters

shapes = pytest.mark.parametrize("surface", PLAIN_SHAPES, ids=lambda surface: surface.id)
BY_ID = {surface.id: surface for surface in PLAIN_SHAPES}


@shapes
def test_the_view_shows_what_matters(surface: Surface) -> None:
    assert_view_shows_what_matters(surface)


@shapes
def test_every_rule_works_with_its_learning_rate(surface: Surface) -> None:
    assert_learning_rates_work(surface)


@shapes
def test_the_domain_is_around_the_origin_and_holds_the_start(surface: Surface) -> None:
    for side, start in zip((surface.domain.x, surface.domain.y), surface.start, strict=True):
        assert side.low == -side.high
        assert side.low < start < side.high
        assert 1.2 * abs(start) <= side.high <= 6.0


@shapes
def test_only_the_kink_has_one(surface: Surface) -> None:
    assert surface.smooth is (surface.id != "kink")


def test_the_condition_of_the_ill_conditioned_bowl() -> None:
    (condition,) = BY_ID["ill_conditioned_bowl"].settings
    assert (condition.name, condition.default, condition.low, condition.high) == ("condition", 100.0, 1.0, 1e6)


def test_the_start_of_the_saddle_is_on_its_ridge() -> None:
    """There gradient descent comes to rest at the saddle point."""
    assert BY_ID["saddle"].start == (1.5, 0.0)
    assert BY_ID["saddle"].saddles == ((0.0, 0.0),)
