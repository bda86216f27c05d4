"""The axes chosen by a plane."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.landscapes.planes import Chosen, fitting_axes, window
from app.landscapes.trajectory import Path
from app.objectives.classifiers.planes.plane import Double, Plane
from app.requests.landscapes import HessianPlane, PrincipalPlane, RandomPlane


@given(
    st.lists(st.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-9), min_size=1),
    st.integers(2, 60).map(lambda half: 2 * half + 1),
)
def test_all_coordinates_and_zero_are_inside(coordinates: list[float], count: int) -> None:
    samples = window(np.array(coordinates), count)
    assert len(samples) == count
    assert 0 in samples
    assert samples[0] < min(*coordinates, 0)
    assert samples[-1] > max(*coordinates, 0)
    np.testing.assert_allclose(np.diff(samples), samples[1] - samples[0], rtol=1e-6)


@pytest.mark.parametrize("count", [3, 51, 99, 1023])
def test_a_path_that_stands_still_is_at_the_middle_sample(count: int) -> None:
    samples = window(np.zeros(1), count)
    assert samples[count // 2] == 0.0
    assert (samples[0], samples[-1]) == (-1.0, 1.0)


def test_each_plane_has_its_own() -> None:
    ends = np.array([4.0, 0.0])
    path = Path(np.array([0, 9]), ends, -ends, ends, ends, ends)
    plane = Plane(np.zeros(3), np.eye(3)[:2])

    def extent(axes: tuple[Double, Double]) -> list[float]:
        return [end for axis in axes for end in (axis[0], axis[-1])]

    random = fitting_axes(RandomPlane(kind="random"), Chosen(plane), path, (5, 5))
    assert extent(random) == [-1, 1, -1, 1]
    principal = fitting_axes(PrincipalPlane(kind="pca"), Chosen(plane), path, (51, 51))
    assert extent(principal) == pytest.approx([-0.4, 4.4, -4.4, 0.4], abs=0.1)
    bent = Chosen(plane, np.array([0.04, 0.0]))
    assert extent(fitting_axes(HessianPlane(kind="hessian"), bent, path, (51, 51))) == pytest.approx(
        [-6, 6, -12, 12], abs=0.5
    )
