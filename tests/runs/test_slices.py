"""Slices of a run: as many entries as fit into a slice of time, measured by the slice before."""

import asyncio
from dataclasses import dataclass, replace

import pytest

from app.engine.gradient_sources import Evaluations
from app.engine.steppers import Frame, PlaneState
from app.runs import slices
from app.runs.slices import COMPILING_SECONDS, Lane, state_after
from app.scheduling.turns import Turns
from tests.data_folders import use_settings
from tests.engine.configs import descending, descent
from tests.runs.clocks import HandClock

CLOCK = HandClock()
SLICE = 1 / 128


@dataclass(frozen=True)
class Slow:
    """Takes ``seconds`` an entry on the clock set by hand, and ``compiling`` more for the first."""

    seconds: float
    compiling: float = 0.0
    steps: int = 10**6

    def initial(self) -> PlaneState:
        return PlaneState(0, None, None, 0.0, 0.0, 0.0, 0.0, ())

    def advance(self, state: PlaneState, budget: int) -> tuple[PlaneState, Frame]:
        count = min(budget, self.steps + 1 - state.entries)
        CLOCK.now += self.seconds * count + (0.0 if state.entries else self.compiling)
        entries = state.entries + count
        after = replace(state, entries=entries, ended="steps" if entries > self.steps else None)
        return after, Frame(state.entries, {"loss": [0.0] * count})

    def evaluations(self, steps: int) -> Evaluations:
        return Evaluations(0, steps)


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "time", CLOCK)
    use_settings(monkeypatch, slice_seconds=SLICE, slice_steps=4096, first_slice_steps=16)


def sizes(stepper: Slow, count: int) -> list[int]:
    """The sizes of the first slices."""
    lane = Lane.at_start(stepper)
    found = []
    for _ in range(count):
        lane, frame = lane.advanced()
        found.append(len(frame))
    return found


def test_a_slice_is_as_long_as_a_slice_of_time() -> None:
    """Eight entries fit, after a first slice whose time says nothing yet."""
    assert sizes(Slow(SLICE / 8), 5) == [17, 17 * 32, 8, 8, 8]


@pytest.mark.parametrize(
    ("seconds", "size"), [(1.0, 1), (SLICE, 1), (0.9 * SLICE, 1), (SLICE / 2, 2), (SLICE / 64, 64)]
)
def test_a_slice_has_the_entries_that_fit_and_one_at_least(seconds: float, size: int) -> None:
    assert sizes(Slow(seconds), 4)[-1] == size


def test_a_slice_of_quick_steps_is_no_longer_than_the_limit_and_grows_step_by_step() -> None:
    assert sizes(Slow(0.0), 4) == [17, 17 * 32, 4096, 4096]
    assert sizes(Slow(1e-6), 4) == [17, 17 * 32, 4096, 4096]


def test_the_time_of_compiling_says_nothing_unless_the_first_slice_takes_longer() -> None:
    assert sizes(Slow(0.0, COMPILING_SECONDS), 2) == [17, 17 * 32]
    assert sizes(Slow(0.1), 2) == [17, 1]


def test_work_that_becomes_slower_has_shorter_slices_and_longer_ones_again() -> None:
    lane, _ = Lane(Slow(SLICE / 8), replace(Slow(0.0).initial(), entries=100), 40).advanced()
    assert lane.budget == 8
    lane, _ = replace(lane, stepper=Slow(SLICE / 64)).advanced()
    assert lane.budget == 64


def test_a_lane_goes_up_to_an_entry() -> None:
    lane = Lane(Slow(0.0), replace(Slow(0.0).initial(), entries=100), 40)
    assert lane.up_to(130).budget == 30
    assert lane.up_to(200).budget == 40


@pytest.mark.parametrize("entries", [1, 2, 17, 18, 300])
def test_the_state_at_any_entry(monkeypatch: pytest.MonkeyPatch, entries: int) -> None:
    monkeypatch.undo()
    stepper = descending(descent("adam", 0.1))
    state = asyncio.run(state_after(stepper, entries, Turns(1, 0.01)))
    assert repr(state) == repr(stepper.advance(stepper.initial(), entries)[0])


def test_a_state_beyond_the_end_is_that_of_the_end() -> None:
    state = asyncio.run(state_after(Slow(0.0, steps=5), 100, Turns(1, 0.01)))
    assert (state.entries, state.ended) == (6, "steps")
