"""Descents in the plane: the same numbers however they are cut, and why they end."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import descent_stepper
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.gradient_sources import Analytic, Evaluations, GradientSource, Noisy, Numeric
from app.engine.randomness import rows
from app.interruption import checkpoints
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.optimizers.rules import RULES
from tests.engine.configs import BEALE, START, columns, descending, descent, whole

SOURCES = [Analytic(), Numeric(), Noisy(0.3)]


@pytest.mark.parametrize(
    ("rule", "rate", "loss"),
    [("gradient_descent", 0.01, 7.8e-3), ("momentum", 0.01, 1.6e-12), ("adam", 0.3, 2.8e-12)],
)
def test_the_first_visit_ends_where_it_was_simulated_to(rule: str, rate: float, loss: float) -> None:
    state, _ = whole(descending(descent(rule, rate)))
    assert state.loss == pytest.approx(loss, rel=0.02)


def test_gradient_descent_and_momentum_share_exactly_the_first_step() -> None:
    plain, momentum = (columns(whole(descending(descent(rule, 0.01)))[1]) for rule in ("gradient_descent", "momentum"))
    assert plain["x"][1] == momentum["x"][1]
    assert plain["x"][2] != momentum["x"][2]


@given(
    rule=st.sampled_from(sorted(RULES)),
    source=st.sampled_from(SOURCES),
    schedule=st.sampled_from(["constant", "step", "cosine"]),
    budgets=st.lists(st.integers(1, 90), min_size=1, max_size=5),
    seed=st.integers(0, 2**53 - 1),
)
@settings(max_examples=60, deadline=None)
def test_any_way_of_slicing_gives_the_same_bytes(
    rule: str, source: GradientSource, schedule: str, budgets: list[int], seed: int
) -> None:
    stepper = descending(descent(rule, 0.02, source, schedule), steps=200, seed=seed)
    at_once, in_slices = whole(stepper), whole(stepper, budgets)
    assert repr(columns(in_slices[1])) == repr(columns(at_once[1]))
    assert repr(in_slices[0]) == repr(at_once[0])
    assert [frame.first for frame in in_slices[1]] == [
        sum(map(len, in_slices[1][:index])) for index in range(len(in_slices[1]))
    ]


@given(st.floats(-4, 4), st.floats(-4, 4), st.lists(st.integers(1, 40), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_slicing_does_not_matter_where_the_fast_loop_faults(x: float, y: float, budgets: list[int]) -> None:
    """exp overflows on the way out, so some slices are repeated by the careful loop and others are not."""
    objective = FormulaObjective("exp(x*y) - x**2 - y**2 + 1/x", (), BEALE.domain)
    stepper = DescentStepper(objective, descent("momentum", 0.1), (x, y), 100, 0, Stop())
    assert repr(columns(whole(stepper, budgets)[1])) == repr(columns(whole(stepper)[1]))


@pytest.mark.parametrize("source", SOURCES)
def test_each_entry_is_the_loss_and_gradient_norm_of_its_point(source: GradientSource) -> None:
    path = columns(whole(descending(descent("momentum", 0.01, source), steps=50))[1])
    for x, y, loss, norm in zip(path["x"], path["y"], path["loss"], path["gradient_norm"], strict=True):
        assert x is not None
        assert y is not None
        exact, slope_x, slope_y = BEALE.formula.scalars(x, y)
        assert loss == pytest.approx(exact, rel=1e-12)
        tolerance = 1.5 if source.kind == "noisy" else 1e-6
        assert norm == pytest.approx(math.hypot(slope_x, slope_y), rel=1e-5, abs=tolerance)


def test_the_numeric_gradient_follows_the_analytic_path_and_costs_two_losses_a_dimension() -> None:
    analytic, numeric = (descending(descent("gradient_descent", 0.01, source)) for source in (Analytic(), Numeric()))
    exact, approximate = (columns(whole(stepper)[1]) for stepper in (analytic, numeric))
    gaps = [abs(a - b) for a, b in zip(exact["x"], approximate["x"], strict=True) if a is not None and b is not None]
    assert 0 < max(gaps) < 1e-8
    assert analytic.evaluations(300) == Evaluations(loss=0, gradient=300)
    assert numeric.evaluations(300) == Evaluations(loss=1200, gradient=0)


def test_noise_depends_on_the_seed_alone() -> None:
    noisy = descent("gradient_descent", 0.01, Noisy(0.5))
    first, again, other = (columns(whole(descending(noisy, seed=seed))[1]) for seed in (1, 1, 2))
    assert first == again
    assert first["x"] != other["x"]


def test_noise_lets_every_runner_off_the_saddle_that_holds_gradient_descent() -> None:
    saddle = SURFACES["saddle"].objective({})
    still = DescentStepper(saddle, descent("gradient_descent", 0.05), (1.5, 0.0), 200, 0, Stop())
    assert whole(still)[0].loss == pytest.approx(0.0, abs=1e-9)
    for seed in range(20):
        shaken = DescentStepper(saddle, descent("gradient_descent", 0.05, Noisy(0.1)), (1.5, 0.0), 200, seed, Stop())
        assert whole(shaken)[0].loss < -0.9


def test_a_diverged_path_is_kept_up_to_the_entry_that_is_not_finite() -> None:
    state, frames = whole(descending(descent("gradient_descent", 0.5)))
    path = columns(frames)
    assert state.ended == "diverged"
    assert all(math.isfinite(value) for name in path for value in path[name][:-1] if value is not None)
    assert not all(math.isfinite(column[-1] or 0.0) for column in path.values())
    assert state.steps == len(path["x"]) - 1 < 300
    assert math.isfinite(state.best_loss)


def test_a_path_that_walks_into_a_hole_has_diverged() -> None:
    objective = FormulaObjective("log(x)*10 + y**2", (), BEALE.domain)
    state, _ = whole(DescentStepper(objective, descent("gradient_descent", 0.1), (2.0, 1.0), 300, 0, Stop()))
    assert (state.ended, state.not_finite) == ("diverged", "loss")


def test_a_start_without_a_finite_loss_has_diverged_at_once() -> None:
    objective = FormulaObjective("log(x)", (), BEALE.domain)
    state, frames = whole(DescentStepper(objective, descent("adam", 0.1), (-1.0, 0.0), 300, 0, Stop()))
    assert (state.ended, state.steps, len(frames)) == ("diverged", 0, 1)


@pytest.mark.parametrize(("stop", "column"), [(Stop(loss=1e-6), "loss"), (Stop(gradient_norm=1e-3), "gradient_norm")])
def test_a_threshold_ends_the_run_at_the_first_entry_that_reaches_it(stop: Stop, column: str) -> None:
    stepper = descending(descent("adam", 0.3), stop=stop)
    state, frames = whole(stepper, [16, 50])
    *before, last = [value for value in columns(frames)[column] if value is not None]
    threshold = stop.loss or stop.gradient_norm or 0.0
    assert state.ended == "converged"
    assert last <= threshold < min(before)


def test_schedules_bend_the_path() -> None:
    paths = [columns(whole(descending(descent("momentum", 0.01, schedule=s)))[1])["x"] for s in ("constant", "cosine")]
    assert paths[0][1] == paths[1][1]
    assert paths[0][50] != paths[1][50]


@pytest.mark.parametrize("budget", [1, 2, 17])
def test_a_frame_is_never_longer_than_its_budget(budget: int) -> None:
    _, frames = whole(descending(descent("adam", 0.1), steps=40), [budget])
    assert max(map(len, frames)) == budget
    assert sum(map(len, frames)) == 41


def test_frames_since_an_entry() -> None:
    _, (frame,) = whole(descending(descent("adam", 0.1), steps=10))
    assert (frame.since(4).first, len(frame.since(4))) == (4, 7)
    assert len(frame.since(11)) == 0
    assert frame.since(0) == frame


def test_the_start_is_entry_zero() -> None:
    _, (frame,) = whole(descending(descent("adam", 0.1), steps=1))
    assert (frame.columns["x"][0], frame.columns["y"][0]) == START


@pytest.mark.parametrize("expression", ["(x**2 + y - 11)**2 + (x + y**2 - 7)**2", "exp(x*y) - x**2 - y**2 + 1/x"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.kind)
def test_the_parts_of_a_slice_do_not_matter(
    monkeypatch: pytest.MonkeyPatch, expression: str, source: GradientSource
) -> None:
    """The second loss overflows on the way out, so that its parts are repeated by the careful loop in smaller ones."""
    objective = FormulaObjective(expression, (), BEALE.domain)
    stepper = DescentStepper(objective, descent("momentum", 0.01, source), (1.2, 0.7), 100, 0, Stop())
    at_once = whole(stepper)
    met = 0

    def hook() -> None:
        nonlocal met
        met += 1

    monkeypatch.setattr(descent_stepper, "PART_OPERATIONS", 7 * stepper.operations)
    monkeypatch.setattr(descent_stepper, "CAREFUL_PART_OPERATIONS", 1)
    with checkpoints(hook):
        in_parts = whole(stepper)
    assert repr(columns(in_parts[1])) == repr(columns(at_once[1]))
    assert repr(in_parts[0]) == repr(at_once[0])
    assert met >= len(columns(in_parts[1])["x"]) // 7


@pytest.mark.parametrize("column", ["loss", "gradient_norm"])
def test_it_stops_at_a_threshold_or_below_it(column: str) -> None:
    """On a bowl the loss and the gradient's length fall at every step."""
    bowl = SURFACES["bowl"].objective({})
    values = columns(whole(DescentStepper(bowl, descent("momentum", 0.01), (3.0, 4.0), 30, 0, Stop()))[1])[column]
    wanted = values[12]
    assert wanted is not None
    for threshold, entries in ((wanted, 13), (math.nextafter(wanted, 0.0), 14)):
        stepper = DescentStepper(bowl, descent("momentum", 0.01), (3.0, 4.0), 30, 0, Stop(**{column: threshold}))
        state, _ = whole(stepper)
        assert (state.ended, state.entries) == ("converged", entries)


def test_the_best_loss_is_the_lowest_seen_and_no_step_is_taken_after_the_last() -> None:
    bowl = SURFACES["bowl"].objective({})
    stepper = DescentStepper(bowl, descent("gradient_descent", 1.5), (1.0, 0.0), 4, 0, Stop())
    state, frames = whole(stepper, [2])
    assert columns(frames)["x"] == [1.0, -2.0, 4.0, -8.0, 16.0]
    assert (state.best_loss, state.loss, state.ended, state.steps, state.carried) == (1.0, 256.0, "steps", 4, ())


def test_the_gradient_of_a_loss_that_is_not_finite_is_not_known() -> None:
    objective = FormulaObjective("log(x)*10 + y**2", (), BEALE.domain)
    state, frames = whole(DescentStepper(objective, descent("gradient_descent", 0.1), (2.0, 1.0), 300, 0, Stop()))
    norms = columns(frames)["gradient_norm"]
    assert math.isnan(norms[-1] or 0.0)
    assert not any(math.isnan(norm or 0.0) for norm in norms[:-1])
    assert state.best_loss == min(loss for loss in columns(frames)["loss"][:-1] if loss is not None)


def test_each_entry_meets_the_noise_of_its_row() -> None:
    """On a plain the noise is all there is to a step."""
    flat = FormulaObjective("0*x", (), BEALE.domain)
    stepper = DescentStepper(flat, descent("gradient_descent", 1.0, Noisy(0.5)), (0.0, 0.0), 6, 3, Stop())
    noise = 0.5 * rows(3, "noise", "normal", 0, 6, 2)
    path = columns(whole(stepper, [1, 2])[1])
    assert path["x"][1:] == pytest.approx(-noise[:, 0].cumsum())
    assert path["y"][1:] == pytest.approx(-noise[:, 1].cumsum())
    norms = np.hypot(*(0.5 * rows(3, "noise", "normal", 0, 7, 2)).T)
    assert path["gradient_norm"] == pytest.approx(norms)
