"""Points drawn from a domain lie in it, and are keyed by the seed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.gradient_checks.check import drawn_points
from app.objectives.catalogue import SURFACES

DOMAIN = SURFACES["branin"].domain


@given(st.integers(0, 2**53 - 1))
def test_points_lie_in_the_domain_in_any_portions(seed: int) -> None:
    points = drawn_points(DOMAIN, seed, 0, 50)
    assert np.all((points >= [DOMAIN.x.low, DOMAIN.y.low]) & (points <= [DOMAIN.x.high, DOMAIN.y.high]))
    assert np.array_equal(drawn_points(DOMAIN, seed, 20, 30), points[20:])


def test_seeds_differ_and_fill_the_domain() -> None:
    points = np.concatenate([drawn_points(DOMAIN, seed, 0, 1) for seed in range(200)])
    assert len({tuple(point) for point in points.tolist()}) == 200
    assert (np.ptp(points, axis=0) > 0.9 * np.array([DOMAIN.x.high - DOMAIN.x.low, DOMAIN.y.high - DOMAIN.y.low])).all()
