"""Repeated log lines are counted after the first few."""

import io
import logging

import pytest

from app.logs import RepetitionFilter, logger_of


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


Log = tuple[logging.Logger, Clock, io.StringIO]


@pytest.fixture
def log() -> Log:
    """A logger that repeats a message at most three times a minute, its clock, and the logged lines."""
    clock, lines = Clock(), io.StringIO()
    logger = logging.Logger("tests.logs")
    handler = logging.StreamHandler(lines)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.addFilter(RepetitionFilter(3, clock))
    return logger, clock, lines


def test_the_same_is_said_a_few_times_a_minute_and_then_counted(log: Log) -> None:
    logger, clock, lines = log
    for number in range(1000):
        logger.warning("Visitor %d went.", number)
    assert lines.getvalue().splitlines() == ["Visitor 0 went.", "Visitor 1 went.", "Visitor 2 went."]
    clock.now = 59
    logger.warning("Visitor %d went.", 1000)
    clock.now = 60
    for number in range(1001, 1010):
        logger.warning("Visitor %d went.", number)
    assert lines.getvalue().splitlines()[3:] == [
        "Visitor 1001 went. (998 more like it were not logged.)",
        "Visitor 1002 went.",
        "Visitor 1003 went.",
    ]


def test_what_is_rare_is_not_counted(log: Log) -> None:
    logger, clock, lines = log
    for minute in range(5):
        clock.now = 60.0 * minute
        logger.warning("The disk is full.")
    assert lines.getvalue() == "The disk is full.\n" * 5


def test_other_messages_are_not_held_back(log: Log) -> None:
    logger, _, lines = log
    for _ in range(10):
        logger.warning("A visitor went.")
    logger.warning("The disk is full.")
    assert lines.getvalue().splitlines()[3:] == ["The disk is full."]


def test_messages_that_differ_in_numbers_are_the_same(log: Log) -> None:
    """Libraries write numbers into their messages before they log them."""
    logger, _, lines = log
    for number in range(100):
        logger.warning(f"Found an invalid character at {number}")
    assert len(lines.getvalue().splitlines()) == 3


def test_errors_are_the_same_if_they_come_from_the_same_place(log: Log) -> None:
    logger, _, lines = log
    for number in range(20):
        try:
            if number % 2:
                raise ValueError("odd")
            raise ValueError("even")
        except ValueError:
            logger.exception("It failed.")
    assert lines.getvalue().count("It failed.") == 6
    assert lines.getvalue().count("ValueError: odd") == 3


def test_what_is_remembered_is_bounded(log: Log) -> None:
    logger, _, lines = log
    letters = "abcdefghijklmnopqrstuvwxyz"
    for one in letters:
        for two in letters:
            logger.warning(f"{one}{two}")
    assert len(lines.getvalue().splitlines()) == len(letters) ** 2
    (repetitions,) = (each for each in logger.filters if isinstance(each, RepetitionFilter))
    assert len(repetitions._counts) <= 500


def test_a_module_has_one_filter_however_often_it_asks() -> None:
    assert logger_of("tests.logs.module") is logger_of("tests.logs.module")
    assert len(logger_of("tests.logs.module").filters) == 1
