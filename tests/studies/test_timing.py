"""Seconds are measured, not guessed."""

from time import sleep

import pytest

from app.studies.timing import LONGEST, REPETITIONS, timed


class Nap:
    """Sleeps when it is called, and counts how often."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.calls = 0

    def __call__(self) -> int:
        self.calls += 1
        sleep(self.seconds)
        return self.calls


def test_the_result_and_the_median_of_a_few_repetitions() -> None:
    nap = Nap(0.01)
    result, seconds = timed(nap)
    assert result == nap.calls == REPETITIONS
    assert seconds == pytest.approx(0.01, rel=0.9)


def test_what_takes_long_is_not_repeated() -> None:
    nap = Nap(1.2 * LONGEST)
    _, seconds = timed(nap)
    assert nap.calls == 1
    assert seconds >= LONGEST
