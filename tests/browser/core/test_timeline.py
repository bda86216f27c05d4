"""The playback clock."""

from typing import Any

from tests.browser.core.conftest import Call


def play(call: Call, script: str) -> Any:
    return call("timeline", f"(m) => {{ const t = new m.Timeline(100); t.available = 100; {script} }}")


def test_it_moves_by_its_speed(call: Call) -> None:
    steps = "t.play(); t.advanceTo(1000); t.advanceTo(2000); return [t.step, t.playing];"
    assert play(call, steps) == [30, True]


def test_it_waits_for_what_has_not_arrived(call: Call) -> None:
    assert play(call, "t.available = 7; t.play(); t.advanceTo(0); t.advanceTo(9000); return t.step;") == 7


def test_it_rests_at_the_end_and_starts_over(call: Call) -> None:
    script = "t.play(); t.advanceTo(0); t.advanceTo(9000); "
    script += "const at = [t.step, t.playing]; t.play(); return [...at, t.step];"
    assert play(call, script) == [100, False, 0]


def test_it_is_held_within_the_run(call: Call) -> None:
    assert play(call, "t.seek(-4); const low = t.step; t.seek(1e9); return [low, t.step];") == [0, 100]


def test_pausing_loses_no_time_when_it_goes_on(call: Call) -> None:
    script = "t.play(); t.advanceTo(0); t.advanceTo(1000); t.pause(); t.play(); t.advanceTo(60000); return t.step;"
    assert play(call, script) == 30


def test_the_fastest_speed_is_what_can_be_drawn(call: Call) -> None:
    script = "t.speed = Infinity; t.topSpeed = 50; t.play(); t.advanceTo(0); t.advanceTo(1000); return t.step;"
    assert play(call, script) == 50


def test_what_nobody_looks_at_does_not_move(call: Call) -> None:
    script = "t.play(); t.advanceTo(0); t.advanceTo(1000); t.overlook(); t.advanceTo(60000); t.advanceTo(60100);"
    assert play(call, f"{script} return t.step;") == 33
