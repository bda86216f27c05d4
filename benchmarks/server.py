"""Measurements of a running server's memory and processor time."""

import os
from pathlib import Path
from typing import Literal

from tests.servers import Server


def memory_bytes(server: Server, figure: Literal["VmRSS", "VmHWM"] = "VmRSS") -> int:
    """The memory that a server and the processes it started occupy, now or at most so far."""
    return sum(_figure(process, figure) for process in _tree(server.process_id))


def processor_seconds(server: Server) -> float:
    """The processor time that a server's own process has taken so far."""
    fields = Path(f"/proc/{server.process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _tree(process_id: int) -> list[int]:
    """A process and all below it."""
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    return [process_id, *(below for child in children for below in _tree(int(child)))]


def _figure(process_id: int, figure: str) -> int:
    for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith(f"{figure}:"):
            return int(line.split()[1]) * 1024
    return 0
