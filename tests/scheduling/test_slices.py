"""Slices of work in short and in long parts."""

import time
from collections.abc import Iterator

from app.scheduling.slices import slice_of
from app.settings import Settings

SETTINGS = Settings()


def lasting(seconds: float, count: int) -> Iterator[int]:
    """Events that take ``seconds`` of work each."""
    for number in range(count):
        until = time.thread_time() + seconds
        while time.thread_time() < until:
            pass
        yield number


def test_short_pieces_share_a_slice() -> None:
    events = iter(range(30))
    assert slice_of(events) == list(range(30))
    assert slice_of(events) == []


def test_a_piece_as_long_as_a_slice_has_one_of_its_own() -> None:
    events = lasting(SETTINGS.slice_seconds, 3)
    assert [slice_of(events) for _ in range(4)] == [[0], [1], [2], []]


def test_none_is_begun_that_would_not_fit() -> None:
    events = lasting(0.6 * SETTINGS.slice_seconds, 2)
    assert slice_of(events) == [0]
