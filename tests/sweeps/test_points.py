"""Points of a sweep and where it starts to diverge."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.steppers import PlaneState
from app.sweeps.points import Fate, SweepPoint, Threshold, sweep_point, threshold_between


def point(value: float, fate: Fate) -> SweepPoint:
    return SweepPoint(value, 1.0, 1.0, 10, fate)


def test_an_end_above_the_start_counts_as_diverged() -> None:
    def fate(loss: float) -> str:
        return sweep_point(0.1, PlaneState(301, "steps", None, 0.0, 0.0, loss, 0.5, ()), 1.0).fate

    assert (fate(0.9), fate(1.0), fate(1.1), fate(math.nan)) == ("steps", "steps", "diverged", "diverged")


def test_a_threshold_lies_between_neighbours_in_any_order() -> None:
    points = [point(0.3, "diverged"), point(0.1, "steps"), point(0.2, "converged"), point(0.4, "steps")]
    assert threshold_between(points) == Threshold(0.2, 0.3)


@pytest.mark.parametrize("fates", [["steps", "converged"], ["diverged", "diverged"], ["diverged", "steps"], ["steps"]])
def test_without_a_change_there_is_no_threshold(fates: list[Fate]) -> None:
    assert threshold_between(point(index + 1.0, fate) for index, fate in enumerate(fates)) is None


@given(st.floats(1e-6, 1), st.floats(1.01, 100), st.floats(0, 1))
def test_narrowing_closes_in_on_any_threshold(low: float, ratio: float, share: float) -> None:
    true = low * ratio**share
    threshold, tries = Threshold(low, low * ratio), 0
    while not threshold.found:
        threshold = threshold.narrowed(point(threshold.middle, "diverged" if threshold.middle > true else "steps"))
        tries += 1
    assert threshold.low <= true * 1.0000001
    assert threshold.high >= true * 0.9999999
    assert tries < 15
