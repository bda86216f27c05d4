"""Slices: portions of at most some milliseconds of work that comes in parts."""

import time
from collections.abc import Iterator
from typing import TypeVar

from app.instance import current_settings

Part = TypeVar("Part")


def slice_of(parts: Iterator[Part]) -> list[Part]:
    """Do as many parts of work as fit into one slice, at least one; the list is empty when all work is done.

    Every wait for a thread is as long as the slices of all others together, so short parts should share a slice.
    """
    done: list[Part] = []
    longest, began = 0.0, time.thread_time()
    now = began
    for part in parts:
        done.append(part)
        before, now = now, time.thread_time()
        longest = max(longest, now - before)
        if now - began + longest > current_settings().slice_seconds:
            break
    return done
