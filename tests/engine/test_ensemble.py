"""Ensembles: every path equals that of the scalar loop from the same start."""

from math import isfinite

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import ensemble as ensemble_module
from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.ensemble import Ensemble, Paths
from app.engine.gradient_sources import Analytic, GradientSource, Noisy, Numeric
from app.interruption import Interrupted, checkpoints
from app.language.rules import parse_rule
from app.objectives.formulas import FormulaObjective
from app.optimizers.rules import RULES
from tests.engine.configs import BEALE, columns, descent, whole

STARTS = np.array([(0.75, 1.5), (-1.0, 2.0), (3.0, 0.5), (0.0, 0.0), (4.0, -2.0), (2.5, -0.25)]).T


def single(
    objective: FormulaObjective, config: DescentConfig, start: tuple[float, float], steps: int, seed: int
) -> Paths:
    """The scalar loop's path from one start, in the form of an ensemble's, NaN where it has diverged."""
    state, frames = whole(DescentStepper(objective, config, start, steps, seed, Stop()))
    recorded = Ensemble(objective, config, steps, seed).paths(*np.array([start]).T).steps
    finite = state.ended != "diverged"
    path = columns(frames)
    x, y = (np.array([path[name][k] for k in recorded] if finite else [np.nan] * recorded.size) for name in ("x", "y"))
    apart = [(column - column[-1]).astype(np.float32)[:, np.newaxis] for column in (x, y)]
    return Paths(recorded, x[-1:], y[-1:], apart[0], apart[1], np.array([finite]))


def assert_same_paths(objective: FormulaObjective, config: DescentConfig, steps: int, seed: int = 0) -> None:
    together = Ensemble(objective, config, steps, seed).paths(*STARTS)
    for index, (x, y) in enumerate(STARTS.T.tolist()):
        alone = single(objective, config, (x, y), steps, seed)
        assert together.finite[index] == alone.finite[0]
        if alone.finite[0]:
            assert (together.x[index], together.y[index]) == pytest.approx(
                (alone.x[0], alone.y[0]), rel=1e-12, abs=1e-12
            )
            for axis in ("apart_x", "apart_y"):
                seen, expected = getattr(together, axis)[:, index], getattr(alone, axis)[:, 0]
                assert seen == pytest.approx(expected, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("schedule", ["constant", "step", "cosine"])
@pytest.mark.parametrize("source", [Analytic(), Numeric(), Noisy(0.2)], ids=lambda source: source.kind)
@pytest.mark.parametrize("rule", RULES)
def test_every_start_takes_the_path_of_a_single_run(rule: str, source: GradientSource, schedule: str) -> None:
    assert_same_paths(BEALE, descent(rule, 0.02, source, schedule), steps=150, seed=4)


@pytest.mark.parametrize(
    "source",
    [
        "p = w\nw = w - lr*g + 0.5*(w - q)\nq = p",
        "w = w - lr*sign(g)*min(abs(g), 1)",
        "n = n + 1\nw = w - lr*g/n",
        "a = b\nb = g\nw = w - lr*(a + b)/2",
        "w = 1",
        "w = w",
    ],
)
def test_rules_of_ones_own_do_too(source: str) -> None:
    assert_same_paths(BEALE, DescentConfig(parse_rule(source, ()), 0.01), steps=40)


@pytest.mark.parametrize(
    "expression", ["1", "x", "3*x - y", "log(x)*10 + y**2", "sqrt(x) + abs(y)", "exp(exp(x))", "1/y"]
)
def test_flat_ground_and_holes(expression: str) -> None:
    assert_same_paths(FormulaObjective(expression, (), BEALE.domain), descent("momentum", 0.05), steps=60)


def test_a_path_that_came_back_from_a_hole_is_not_finite() -> None:
    """The rule continues where the loss is NaN, since the gradient 1/x is finite."""
    objective = FormulaObjective("log(x + 1) + 0*y", (), BEALE.domain)
    config = DescentConfig(parse_rule("w = -w*0.9", ()), 0.1)
    assert_same_paths(objective, config, steps=50)
    assert not Ensemble(objective, config, 50, 0).paths(np.array([1.5]), np.array([0.0])).finite[0]


@given(st.integers(1, 450), st.integers(0, 2**53 - 1))
@settings(max_examples=25, deadline=None)
def test_looks_are_at_most_a_hundred_and_the_last_is_the_end(steps: int, seed: int) -> None:
    ensemble = Ensemble(BEALE, descent("adam", 0.1, Noisy(0.1)), steps, seed)
    paths = ensemble.paths(*STARTS)
    assert paths.steps[0] == 0
    assert paths.steps[-1] == steps
    assert len(paths.steps) <= 101
    assert set(np.diff(paths.steps)[:-1].tolist()) <= {ensemble.every}
    assert not paths.apart_x[-1].any()
    assert_same_paths(BEALE, ensemble.descent, steps, seed)


def test_the_grouping_of_starts_does_not_matter() -> None:
    ensemble = Ensemble(BEALE, descent("momentum", 0.01), 90, 0)
    together = ensemble.paths(*STARTS)
    parts = [ensemble.paths(*STARTS[:, part]) for part in (slice(0, 2), slice(2, 6))]
    assert repr(together.x.tolist()) == repr([x for part in parts for x in part.x.tolist()])


def test_few_steps_at_a_time_give_the_same_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Ensemble(BEALE, descent("adam", 0.1, Noisy(0.1)), 250, 3)
    at_once = plain.paths(*STARTS)
    monkeypatch.setattr(ensemble_module, "PART_COST", 1)
    assert plain.max_starts == 1
    in_parts = plain.paths(*STARTS)
    for name in ("steps", "x", "y", "apart_x", "apart_y", "finite"):
        np.testing.assert_array_equal(getattr(in_parts, name), getattr(at_once, name))


def test_work_can_be_interrupted_at_every_evaluation() -> None:
    evaluations = iter(range(5))

    def stop_at_the_fifth() -> None:
        if next(evaluations) == 4:
            raise Interrupted

    with pytest.raises(Interrupted), checkpoints(stop_at_the_fifth):
        Ensemble(BEALE, descent("adam", 0.1), 300, 0).paths(STARTS[0], STARTS[1])
    assert list(evaluations) == []


def test_the_sources_differ() -> None:
    ends = [
        Ensemble(BEALE, descent("gradient_descent", 0.01, source), 20, seed).paths(*STARTS).x[0]
        for source, seed in ((Analytic(), 0), (Noisy(0.5), 0), (Noisy(0.5), 1))
    ]
    assert len(set(ends)) == 3
    assert all(isfinite(end) for end in ends)
