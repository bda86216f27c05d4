"""The resources that processes use, as Linux reports them."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
ON_LINUX = (PROC / "self" / "stat").is_file()

QUIET_SECONDS = 0.3
QUIET_SHARE = 0.05
"""The share of one core below which a server counts as idle: it checks on its processes."""


def processor_seconds(process: int) -> float:
    """The processor time that a process and its descendants have used, including those that have ended."""
    ticks = sum(sum(map(int, _fields(one)[11:15])) for one in _tree(process))
    return ticks / os.sysconf("SC_CLK_TCK")


def processor_seconds_when_quiet(process: int, seconds: float = 120) -> float:
    """Wait until a process and its descendants are idle, and return the processor time that they have used.

    Raises:
        TimeoutError: they do not become idle.
    """
    until = time.monotonic() + seconds
    used = processor_seconds(process)
    while time.monotonic() < until:
        began = time.monotonic()
        time.sleep(QUIET_SECONDS)
        before, used = used, processor_seconds(process)
        if used - before <= QUIET_SHARE * (time.monotonic() - began):
            return used
    raise TimeoutError(f"the processes still work after {seconds:g} s")


def threads(process: int) -> int:
    """Count the threads of a process."""
    return len(list((PROC / str(process) / "task").iterdir()))


def _tree(process: int) -> Iterator[int]:
    """Yield a process and its descendants."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (fields := _fields(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    waiting = [process]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += children.get(one, [])


def _fields(process: int) -> list[str]:
    """The fields of ``/proc/…/stat`` after the name (proc(5), from ``state`` on); none if the process has gone."""
    try:
        return (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
