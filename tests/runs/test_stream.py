"""The stream of a run's lines."""

import asyncio
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.requests.runs import RunRequest
from app.runs.slices import Lane
from app.runs.stream import Rotation, begin_run, run_lines
from app.scheduling.turns import Turns
from tests.data_folders import use_settings
from tests.requests.test_runs import RUN, run

Lines = list[dict[str, Any]]


def lines_of(specification: RunRequest, from_step: int = 0) -> Lines:
    async def collect() -> Lines:
        threads = Turns(2, 0.01)
        begun = begin_run(specification, from_step)
        chunks = [chunk async for chunk in run_lines(begun, threads)]
        return [orjson.loads(line) for line in b"".join(chunks).splitlines()]

    return asyncio.run(collect())


def columns(lines: Lines, optimizer: int) -> dict[str, list[float | None]]:
    """An optimizer's columns, checked to be contiguous."""
    frames = [line for line in lines if line["type"] == "frame" and line["optimizer"] == optimizer]
    expected = frames[0]["step"]
    for frame in frames:
        assert frame["step"] == expected
        expected += len(frame["loss"])
    names = frames[0].keys() - {"type", "optimizer", "step"}
    return {name: [value for frame in frames for value in frame[name]] for name in names}


def ends(lines: Lines) -> dict[int, dict[str, Any]]:
    """The end lines by optimizer."""
    return {line["optimizer"]: line for line in lines if line["type"] == "end"}


def test_a_stream_has_one_run_frames_ends_and_is_done() -> None:
    lines = lines_of(run())
    types = [line["type"] for line in lines]
    assert types[0] == "run"
    assert types[-1] == "done"
    assert types.count("end") == 4
    assert set(types[1:-1]) == {"frame", "end"}
    assert lines[0]["digest"] == run().digest()


def test_the_first_frame_of_each_optimizer_is_short_and_comes_before_any_second_one() -> None:
    frames = [line for line in lines_of(run()) if line["type"] == "frame"]
    assert [frame["optimizer"] for frame in frames[:4]] == [0, 1, 2, 3]
    assert all(len(frame["loss"]) == 17 for frame in frames[:4])


def test_every_optimizer_has_one_entry_a_step_and_ends_with_its_last() -> None:
    lines = lines_of(run())
    for optimizer, end in ends(lines).items():
        path = columns(lines, optimizer)
        assert all(len(column) == 301 for column in path.values())
        assert (end["x"], end["y"], end["loss"]) == (path["x"][-1], path["y"][-1], path["loss"][-1])
        assert end["best_loss"] == min(value for value in path["loss"] if value is not None)
        assert (end["reason"], end["steps"]) == ("steps", 300)
    assert [ends(lines)[index]["gradient_evaluations"] for index in range(4)] == [300, 300, 300, 0]
    assert [ends(lines)[index]["loss_evaluations"] for index in range(4)] == [0, 0, 0, 301]


def test_the_same_run_gives_the_same_numbers_twice() -> None:
    first, second = lines_of(run()), lines_of(run())
    for optimizer in range(4):
        assert columns(first, optimizer) == columns(second, optimizer)


@given(from_step=st.integers(0, 300))
@settings(max_examples=15, deadline=None)
def test_resuming_gives_the_rest_of_the_same_numbers(from_step: int) -> None:
    whole, rest = lines_of(run()), lines_of(run(), from_step)
    for optimizer in range(4):
        expected = {name: column[from_step:] for name, column in columns(whole, optimizer).items()}
        assert columns(rest, optimizer) == expected
    assert ends(rest) == ends(whole)


def test_an_optimizer_that_ended_before_the_resumed_step_only_ends() -> None:
    optimizers = [{"rule": "gradient_descent", "learning_rate": 0.5}, {"rule": "adam", "learning_rate": 0.1}]
    lines = lines_of(run(optimizers=optimizers), 200)
    assert [line["type"] for line in lines if line.get("optimizer") == 0] == ["end"]
    assert len(columns(lines, 1)["x"]) == 101


def test_other_runners_and_their_order_change_no_path() -> None:
    noisy = {"rule": "gradient_descent", "learning_rate": 0.01, "gradient": {"kind": "noisy", "sigma": 0.3}}
    alone = lines_of(run(optimizers=[noisy]))
    among = lines_of(run(optimizers=[RUN["optimizers"][3], noisy, noisy]))
    assert columns(alone, 0) == columns(among, 1) == columns(among, 2)


def test_a_divergence_is_null_and_has_a_reason() -> None:
    lines = lines_of(run(optimizers=[{"rule": "gradient_descent", "learning_rate": 0.5}]))
    path = columns(lines, 0)
    assert ends(lines)[0]["reason"] == "diverged"
    assert None in [column[-1] for column in path.values()]
    assert None not in [value for column in path.values() for value in column[:-1]]


def test_slices_grow_to_their_limit_and_no_further() -> None:
    specification = run(steps=50_000, optimizers=[{"rule": "momentum", "learning_rate": 1e-3}])
    lane = Lane.at_start(specification.steppers()[0])
    sizes = []
    while not lane.ended:
        before = lane.state.entries
        lane, _ = lane.advanced()
        sizes.append(lane.state.entries - before)
    assert sizes[0] == 17
    assert max(sizes) == 4096


def test_closing_a_stream_ends_it_within_a_slice() -> None:
    specification = run(steps=1_000_000)

    async def look_and_leave() -> float:
        threads = Turns(2, 0.01)
        lines = run_lines(begin_run(specification, 0), threads)
        await anext(lines)
        await anext(lines)
        began = asyncio.get_running_loop().time()
        await lines.aclose()
        return asyncio.get_running_loop().time() - began

    assert asyncio.run(look_and_leave()) < 1.0


def test_a_short_run_is_made_at_once() -> None:
    begun = begin_run(run(steps=200), 0)
    assert begun.rotation.ended
    assert orjson.loads(begun.chunk.splitlines()[-1]) == {"type": "done"}


def test_a_long_run_begins_with_the_first_frame_of_each_optimizer() -> None:
    begun = begin_run(run(steps=50_000), 0)
    assert not begun.rotation.ended
    assert [orjson.loads(line)["type"] for line in begun.chunk.splitlines()] == ["run", *["frame"] * 4]


@dataclass(frozen=True)
class Counting:
    """Something that has so many turns left."""

    left: int

    @property
    def ended(self) -> bool:
        return self.left == 0


def test_optimizers_take_turns_until_each_has_ended() -> None:
    def advanced(place: int, one: Counting) -> tuple[Counting, int]:
        return Counting(one.left - 1), place

    rotation = Rotation([Counting(1), Counting(3), Counting(2)], advanced)
    assert not rotation.ended
    assert list(rotation) == [0, 1, 2, 1, 2, 1]
    assert rotation.ended


@pytest.mark.parametrize(("steps", "at_once"), [(1023, True), (1024, False)])
def test_a_run_whose_entries_fit_into_a_slice_is_made_at_once(
    monkeypatch: pytest.MonkeyPatch, steps: int, at_once: bool
) -> None:
    """Four optimizers, and slices of 4096 entries."""
    use_settings(monkeypatch, slice_seconds=100.0, slice_steps=4096)
    assert begin_run(run(steps=steps), 0).rotation.ended is at_once
