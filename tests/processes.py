"""The resources that processes use, as Linux reports them."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
ON_LINUX = (PROC / "self" / "stat").is_file()

QUIET_SECONDS = 0.3
LOOKS = 6
"""How often in so many seconds the threads are looked at."""
QUIET_SHARE = 0.05
"""The share of one core below which a server counts as idle: it checks on its processes."""


def processor_seconds(process: int) -> float:
    """The processor time that a process and its descendants have used, including those that have ended."""
    ticks = sum(sum(map(int, _fields(one)[11:15])) for one in _tree(process))
    return ticks / os.sysconf("SC_CLK_TCK")


def processor_seconds_when_quiet(process: int, seconds: float = 600) -> float:
    """Wait until a process and its descendants are idle, and return the processor time that they have used.

    A thread that never stops working or waiting for a core is not idle, however little of a busy machine it gets.

    Raises:
        TimeoutError: they do not become idle.
    """
    until = time.monotonic() + seconds
    used = processor_seconds(process)
    while time.monotonic() < until:
        began = time.monotonic()
        processes = list(_tree(process))
        working = set(_working_threads(processes))
        for _ in range(LOOKS):
            time.sleep(QUIET_SECONDS / LOOKS)
            working &= set(_working_threads(processes))
        before, used = used, processor_seconds(process)
        if not working and used - before <= QUIET_SHARE * (time.monotonic() - began):
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


def _working_threads(processes: Iterable[int]) -> Iterator[Path]:
    """Yield the threads of processes that run, wait for a core or wait for the disk."""
    for one in processes:
        with suppress(OSError):
            for thread in (PROC / str(one) / "task").iterdir():
                if _stat(thread)[:1] in (["R"], ["D"]):
                    yield thread


def _fields(process: int) -> list[str]:
    """The fields of ``/proc/…/stat`` after the name (proc(5), from ``state`` on); none if the process has gone."""
    return _stat(PROC / str(process))


def _stat(folder: Path) -> list[str]:
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
