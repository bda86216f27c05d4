"""The V of the error over h: closed forms for the truncation error, rounding at the other end."""

import numpy as np
import pytest

from app.gradient_checks.check import min_size_of
from app.gradient_checks.difference_quotients import SweepEntry, quotients, sweep
from tests.gradient_checks.claims import SMOOTH

ROSENBROCK = SMOOTH["rosenbrock"]
POINT = np.array([-1.5, 2.0])


def swept(*analytic: float) -> list[SweepEntry]:
    derivatives = np.array(analytic)
    return list(sweep(ROSENBROCK, derivatives, POINT, min_size_of(derivatives)))


def test_two_widths_for_each_decade() -> None:
    widths = [entry.h for entry in swept(-155, -50)]
    assert (widths[0], widths[-1], len(widths)) == (0.1, 1e-14, 27)
    assert widths == pytest.approx(np.logspace(-1, -14, 27))


def test_wide_differences_err_by_their_taylor_series() -> None:
    for entry in swept(-155, -50):
        if entry.h >= 1e-3:
            gap = 600 * entry.h**2
            assert entry.central == pytest.approx(gap / (155 + gap), rel=1e-5)
            forward = np.array([951 * entry.h - gap + 100 * entry.h**3, 100 * entry.h])
            sizes = np.maximum([155, 50], np.abs(forward - [155, 50]))
            assert entry.forward == pytest.approx((np.abs(forward) / sizes).max(), rel=1e-5)


def test_central_differences_are_best_in_the_middle_and_better_than_forward_ones() -> None:
    entries = {round(np.log10(entry.h), 1): entry for entry in swept(-155, -50)}
    assert entries[-5.0].central < 1e-9 < entries[-2.0].central
    assert entries[-5.0].central < 1e-4 < entries[-14.0].central
    assert entries[-5.0].forward == pytest.approx(6e-5, rel=0.05)
    assert 1e-9 < min(entry.forward for entry in entries.values()) < 1e-6


def test_a_wrong_gradient_is_off_by_as_much_at_every_good_width() -> None:
    errors = [entry.central for entry in swept(-80, -50) if 1e-8 < entry.h < 1e-2]
    assert errors == pytest.approx([75 / 155] * len(errors), rel=1e-3)


def test_the_forward_difference_of_a_parabola_is_off_by_h_and_the_central_one_is_exact() -> None:
    found = quotients(SMOOTH["bowl"], np.array([1.0, -2.0]), 0.25)
    assert found.forward == pytest.approx([2.25, -3.75])
    assert found.central == pytest.approx([2, -4])
