"""Surfaces as objectives."""

import numpy as np
import pytest

from app.objectives.catalogue import SURFACES
from app.objectives.surfaces import LearningRates, Minimum

BOWL = SURFACES["ill_conditioned_bowl"]


def test_settings_without_a_value_take_their_defaults() -> None:
    assert BOWL.objective({}).settings == (("condition", 100.0),)
    assert BOWL.objective({"condition": 7.0}).settings == (("condition", 7.0),)
    assert BOWL.objective({"condition": 7.0}).loss(np.array([1.0, 2.0])) == (1 + 7 * 4) / 2
    assert BOWL.objective({}).domain == BOWL.domain


@pytest.mark.parametrize("family", ["gradient_descent", "momentum", "adagrad", "rmsprop", "adam"])
def test_each_family_has_its_own_learning_rate(family: str) -> None:
    rates = LearningRates(1.0, 2.0, 3.0, 4.0, 5.0)
    assert rates.of(family) == getattr(rates, family)


def test_minima_are_at_zero_unless_said_otherwise() -> None:
    assert Minimum(1.0, 2.0).loss == 0.0
    assert SURFACES["bowl"].smooth
