"""Waiting for what comes sooner or later, however busy the machine is."""

import time
from collections.abc import Callable

PATIENCE = 600
"""For how many seconds; what has not come by then never comes."""


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until something holds; fails if it never does."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it never comes to be"
        time.sleep(0.02)
