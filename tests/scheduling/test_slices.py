"""Slices of work in short and in long parts."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from app.scheduling import slices
from app.scheduling.slices import in_slices, slice_of
from app.scheduling.turns import Turns
from app.settings import Settings
from tests.data_folders import use_settings
from tests.runs.clocks import HandClock

SETTINGS = Settings()


def lasting(seconds: float, count: int) -> Iterator[int]:
    """Events that take ``seconds`` of work each."""
    for number in range(count):
        until = time.thread_time() + seconds
        while time.thread_time() < until:
            pass
        yield number


def test_short_parts_share_a_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "time", HandClock())
    events = iter(range(30))
    assert slice_of(events) == list(range(30))
    assert slice_of(events) == []


def test_the_time_that_reading_the_settings_takes_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = HandClock()
    monkeypatch.setattr(slices, "time", clock)

    def read_settings() -> Settings:
        clock.now += SETTINGS.slice_seconds
        return SETTINGS

    monkeypatch.setattr(slices, "current_settings", read_settings)
    assert slice_of(iter(range(3))) == [0, 1, 2]


def test_a_part_as_long_as_a_slice_has_one_of_its_own() -> None:
    events = lasting(SETTINGS.slice_seconds, 3)
    assert [slice_of(events) for _ in range(4)] == [[0], [1], [2], []]


def test_none_is_begun_that_would_not_fit() -> None:
    events = lasting(0.6 * SETTINGS.slice_seconds, 2)
    assert slice_of(events) == [0]


@pytest.mark.parametrize(
    ("seconds", "first"),
    [
        ([0.25] * 9, [0, 1, 2, 3]),
        ([0.5] * 3, [0, 1]),
        ([0.5078125] * 3, [0]),
        ([0.125, 0.5, 0.125, 0.125], [0, 1]),
        ([0.125, 0.375, 0.0, 0.125, 0.0625, 0.0], [0, 1, 2, 3, 4]),
    ],
)
def test_a_slice_ends_where_another_part_as_long_as_the_longest_would_not_fit(
    monkeypatch: pytest.MonkeyPatch, seconds: list[float], first: list[int]
) -> None:
    clock = HandClock()
    monkeypatch.setattr(slices, "time", clock)
    use_settings(monkeypatch, slice_seconds=1.0)

    def parts() -> Iterator[int]:
        for number, taken in enumerate(seconds):
            clock.now += taken
            yield number

    work = parts()
    assert slice_of(work) == first
    rest = []
    while done := slice_of(work):
        rest += done
    assert first + rest == list(range(len(seconds)))


def test_all_parts_come_in_slices() -> None:
    async def collected() -> list[list[int]]:
        work = lasting(0.6 * SETTINGS.slice_seconds, 3)
        return [some async for some in in_slices(Turns(1, SETTINGS.slice_seconds), work)]

    assert asyncio.run(collected()) == [[0], [1], [2]]
