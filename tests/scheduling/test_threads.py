"""The threads that all visitors share."""

import asyncio
import os
import sys
import threading

import pytest

from app.scheduling.threads import array_threads, cores, python_threads
from app.scheduling.turns import Turns
from tests.data_folders import use_settings
from tests.scheduling.simultaneous import Simultaneous


def at_once(turns: Turns) -> int:
    """How many compute at a time, found by letting many wait for each other."""
    running, enough = Simultaneous(), threading.Event()

    def work() -> None:
        with running:
            enough.wait(0.05)

    async def all_of_them() -> None:
        await asyncio.gather(*(turns.run(work) for _ in range(8)))

    asyncio.run(all_of_them())
    return running.maximum


@pytest.mark.parametrize(("processors", "count"), [(3, 3), (1, 1), (None, 1)])
def test_arrays_are_computed_on_every_core(monkeypatch: pytest.MonkeyPatch, processors: int | None, count: int) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    use_settings(monkeypatch)
    assert cores() == count
    assert at_once(array_threads()) == count
    assert array_threads() is array_threads()


@pytest.mark.parametrize(("workers", "lock", "count"), [(0, True, 1), (0, False, 3), (2, True, 2), (2, False, 2)])
def test_plain_python_has_one_thread_where_there_is_a_lock(
    monkeypatch: pytest.MonkeyPatch, workers: int, lock: bool, count: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: lock, raising=False)
    use_settings(monkeypatch, workers=workers)
    assert at_once(python_threads()) == count


def test_an_interpreter_that_says_nothing_has_a_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.delattr(sys, "_is_gil_enabled", raising=False)
    use_settings(monkeypatch)
    assert at_once(python_threads()) == 1
