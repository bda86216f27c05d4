"""The anatomy of steps."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.gradient_sources import Analytic, GradientSource, Noisy, Numeric
from app.objectives.catalogue import SURFACES
from app.optimizers.rules import RULES, custom_program
from app.runs.anatomy import PARTS, Anatomy, anatomy, directed_states
from tests.engine.configs import columns, descending, descent, whole


def taken_apart(stepper: DescentStepper, step: int) -> Anatomy:
    state, _ = stepper.advance(stepper.initial(), step)
    return anatomy(stepper, state)


def test_the_twelfth_step_of_momentum_on_the_first_visit() -> None:
    found = taken_apart(descending(descent("momentum", 0.01)), 12)
    assert found.parts["gradient"] == pytest.approx([-0.177, 0.208], abs=5e-4)
    assert found.parts["memory"] == pytest.approx([0.215, 0.150], abs=5e-4)
    assert found.total == pytest.approx([0.038, 0.358], abs=5e-4)
    for name in ("scaling", "decay", "noise"):
        assert found.parts[name] == pytest.approx([0, 0], abs=1e-15)


@given(
    rule=st.sampled_from(sorted(RULES)),
    surface=st.sampled_from(sorted(SURFACES)),
    source=st.sampled_from([Analytic(), Numeric(), Noisy(0.3)]),
    schedule=st.sampled_from(["constant", "step", "cosine"]),
    step=st.integers(1, 60),
)
@settings(max_examples=150, deadline=None)
def test_the_parts_add_up_to_the_step_that_the_run_took(
    rule: str, surface: str, source: GradientSource, schedule: str, step: int
) -> None:
    chosen = SURFACES[surface]
    rate = chosen.learning_rates.of(RULES[rule].family)
    config = descent(rule, rate, source, schedule)
    stepper = DescentStepper(chosen.objective({}), config, chosen.start, 60, 0, Stop())
    state, frames = whole(stepper)
    assume(state.ended == "steps")
    found = taken_apart(stepper, step)
    path = columns(frames)
    taken = np.array([path["x"][step], path["y"][step]], float) - [path["x"][step - 1], path["y"][step - 1]]

    assert tuple(found.parts) == PARTS
    size = max(1.0, *(float(np.abs(part).max()) for part in found.parts.values()), float(np.abs(found.start).max()))
    assert np.abs(sum(found.parts.values()) - taken).max() <= 1e-12 * size
    assert found.start.tolist() == [path["x"][step - 1], path["y"][step - 1]]


@pytest.mark.parametrize(
    ("rule", "directed"),
    [("gradient_descent", set()), ("momentum", {"v"}), ("adagrad", set()), ("rmsprop", set()), ("adam", {"m"})],
)
def test_velocities_remember_directions_and_squares_do_not(rule: str, directed: set[str]) -> None:
    values = tuple((setting.name, setting.default) for setting in RULES[rule].settings)
    assert directed_states(RULES[rule].program, values) == directed


def test_a_typed_rule_is_taken_apart_like_any_other() -> None:
    program = custom_program("speed = 0.9*speed + g\nw = w - lr*speed")
    typed = descending(DescentConfig(program, 0.01))
    built_in = descending(descent("momentum", 0.01))
    ours, theirs = taken_apart(typed, 12), taken_apart(built_in, 12)
    assert {name: part.tolist() for name, part in ours.parts.items()} == {
        name: part.tolist() for name, part in theirs.parts.items()
    }


def test_a_step_that_is_not_finite_is_taken_apart_in_silence() -> None:
    found = taken_apart(descending(DescentConfig(custom_program("w = w - lr*g/0"), 0.01)), 1)
    assert not np.isfinite(found.total).any()


def test_each_cause_is_seen_where_it_acts_and_nowhere_else() -> None:
    sizes = {
        name: {
            part for part, vector in taken_apart(descending(config), 12).parts.items() if np.abs(vector).max() > 1e-9
        }
        for name, config in {
            "plain": descent("gradient_descent", 0.01),
            "adagrad": descent("adagrad", 0.1),
            "adam": descent("adam", 0.1),
            "adamw": descent("adamw", 0.1),
            "noisy": descent("gradient_descent", 0.01, Noisy(0.5)),
        }.items()
    }
    assert sizes == {
        "plain": {"gradient"},
        "adagrad": {"gradient", "scaling"},
        "adam": {"gradient", "scaling", "memory"},
        "adamw": {"gradient", "scaling", "memory", "decay"},
        "noisy": {"gradient", "noise"},
    }


def test_a_rule_without_a_step_at_zero_slope_has_no_decay() -> None:
    program = custom_program("w = w - lr*g/abs(g)")
    found = taken_apart(descending(DescentConfig(program, 0.01)), 3)
    assert found.parts["decay"].tolist() == [0.0, 0.0]
    assert np.abs(sum(found.parts.values()) - found.total).max() < 1e-12
