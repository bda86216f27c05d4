"""Seconds are measured, not guessed."""

from time import sleep, thread_time

import pytest

from app.studies.timing import LONGEST, REPETITIONS, timed


class Work:
    """Works for some seconds of processor time when it is called, and counts how often."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.calls = 0

    def __call__(self) -> int:
        self.calls += 1
        until = thread_time() + self.seconds
        while thread_time() < until:
            pass
        return self.calls


def test_the_result_and_the_median_of_a_few_repetitions() -> None:
    work = Work(0.01)
    result, seconds = timed(work)
    assert result == work.calls == REPETITIONS
    assert seconds == pytest.approx(0.01, rel=0.9)


def test_what_takes_long_is_not_repeated() -> None:
    work = Work(1.2 * LONGEST)
    _, seconds = timed(work)
    assert work.calls == 1
    assert seconds >= LONGEST


def test_waiting_for_a_turn_does_not_count() -> None:
    _, seconds = timed(lambda: sleep(0.1))
    assert 0 < seconds < 0.1
