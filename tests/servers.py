"""Starting a real server and stopping it again."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str
    process_id: int


@contextmanager
def serving(slopelab: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run ``slopelab serve`` in ``folder`` on a free port; yields the server once it listens.

    ``slopelab`` is the command to start it with, ``environment`` an addition to this process's environment.
    """
    process = subprocess.Popen(
        [*slopelab, "serve", "--port", "0"],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        announcement = process.stdout.readline()
        address = re.search(r"http://\S+", announcement)
        assert address, f"the server did not start: {announcement!r}"
        yield Server(address[0], process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=15)
