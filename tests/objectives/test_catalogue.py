"""The surfaces: their minima, gradients and pictures match the catalogue (S1, S5)."""

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language.compilation import compile_scalars
from app.language.derivatives import hessian
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import VARIABLES, FormulaObjective
from app.objectives.surfaces import Surface

surfaces = pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES.keys())


def objective(surface: Surface) -> FormulaObjective:
    return surface.objective({})


def test_the_catalogue_is_as_long_as_promised() -> None:
    assert len(SURFACES) >= 22


@surfaces
def test_minima_have_their_loss_no_slope_and_nothing_lower_near(surface: Surface) -> None:
    target = objective(surface)
    for minimum in surface.minima:
        point = np.array([minimum.x, minimum.y])
        assert target.loss(point) == pytest.approx(minimum.loss, abs=1e-12)
        assert target.gradient(point) == pytest.approx([0, 0], abs=1e-9 * max(1, abs(minimum.loss)))
        angles = np.linspace(0, 2 * np.pi, 64)
        ring = target.losses(minimum.x + 1e-3 * np.cos(angles), minimum.y + 1e-3 * np.sin(angles))
        assert ring.min() >= minimum.loss


@surfaces
def test_nothing_in_the_domain_is_lower_than_the_known_minima(surface: Surface) -> None:
    domain, target = surface.domain, objective(surface)
    x = np.linspace(domain.x.low, domain.x.high, 401)[np.newaxis]
    y = np.linspace(domain.y.low, domain.y.high, 401)[:, np.newaxis]
    assert target.losses(x, y).min() >= min(minimum.loss for minimum in surface.minima) - 1e-9


@surfaces
def test_start_and_minima_lie_in_the_view_and_global_minima_in_the_domain(surface: Surface) -> None:
    view, domain = surface.view, surface.domain
    assert view.x.low < surface.start[0] < view.x.high
    assert view.y.low < surface.start[1] < view.y.high
    lowest = surface.minima[0].loss
    for minimum in surface.minima:
        assert view.x.low < minimum.x < view.x.high
        assert view.y.low < minimum.y < view.y.high
        if minimum.loss == pytest.approx(lowest):
            assert domain.x.low <= minimum.x <= domain.x.high
            assert domain.y.low <= minimum.y <= domain.y.high


@surfaces
def test_saddles_are_flat_and_neither_low_nor_high(surface: Surface) -> None:
    target = objective(surface)
    for x, y in surface.saddles:
        assert target.gradient(np.array([x, y])) == pytest.approx([0, 0], abs=1e-8)
        angles = np.linspace(0, 2 * np.pi, 64)
        ring = target.losses(x + 1e-2 * np.cos(angles), y + 1e-2 * np.sin(angles)) - target.loss(np.array([x, y]))
        assert ring.min() < 0 < ring.max()


@surfaces
@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
@settings(max_examples=25, deadline=None)
def test_gradients_agree_with_central_differences(surface: Surface, u: float, v: float) -> None:
    """Richardson-extrapolated central differences, which are exact to about 1e-9 of the loss's scale."""
    domain, target = surface.domain, objective(surface)
    point = np.array(
        [domain.x.low + u * (domain.x.high - domain.x.low), domain.y.low + v * (domain.y.high - domain.y.low)]
    )
    if not surface.smooth and np.abs(point).min() < 0.01:
        return
    scale = max(1.0, abs(target.loss(point)), float(np.abs(target.gradient(point)).max()))
    for axis in range(2):
        step = np.zeros(2)
        step[axis] = 1e-3
        wide, narrow = (
            (target.loss(point + h * step) - target.loss(point - h * step)) / (2 * h * 1e-3) for h in (1.0, 0.5)
        )
        assert target.gradient(point)[axis] == pytest.approx((4 * narrow - wide) / 3, abs=1e-6 * scale)


@surfaces
def test_arrays_and_scalars_give_the_same_losses_and_gradients(surface: Surface) -> None:
    target = objective(surface)
    generator = np.random.default_rng(0)
    x = generator.uniform(surface.domain.x.low, surface.domain.x.high, 50)
    y = generator.uniform(surface.domain.y.low, surface.domain.y.high, 50)
    loss, gradient_x, gradient_y = target.losses_and_gradients(x, y)
    for index, point in enumerate(np.stack([x, y], axis=1)):
        assert loss[index] == pytest.approx(target.loss(point), rel=1e-12, abs=1e-12)
        gradient = target.gradient(point)
        assert [gradient_x[index], gradient_y[index]] == pytest.approx(gradient, rel=1e-10, abs=1e-10)


def test_the_condition_number_is_that_of_the_hessian() -> None:
    target = SURFACES["ill_conditioned_bowl"].objective({"condition": 250.0})
    curvatures = compile_scalars(sum(hessian(target.formula.loss, VARIABLES), ()), (*VARIABLES, "condition"))
    eigenvalues = np.linalg.eigvalsh(np.reshape(curvatures(0.3, 0.4, 250.0), (2, 2)))
    assert eigenvalues[1] / eigenvalues[0] == pytest.approx(250.0)


def test_rosenbrock_curvature_at_its_minimum() -> None:
    formula = SURFACES["rosenbrock"].objective({}).formula
    curvatures = compile_scalars(sum(hessian(formula.loss, VARIABLES), ()), VARIABLES)(1.0, 1.0)
    assert np.linalg.eigvalsh(np.reshape(curvatures, (2, 2))) == pytest.approx([0.399361, 1001.60], rel=1e-5)


def test_scipy_finds_the_minimum_of_beale_with_our_gradient() -> None:
    target = objective(SURFACES["beale"])
    found = scipy.optimize.minimize(target.loss, SURFACES["beale"].start, jac=target.gradient, method="BFGS")
    assert found.x == pytest.approx([3.0, 0.5], abs=1e-4)
