"""Starting a real server and stopping it again, in a process of its own or, which is quicker, in the test's."""

import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.cli import address_of, listen
from app.http.server import server
from app.main import create_app
from app.settings import Settings

PATIENCE = 300
"""For how many seconds a server may start or stop: longer than it takes on a machine that has much else to do."""


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
        try:
            process.communicate(timeout=PATIENCE)
        finally:
            process.kill()


@contextmanager
def serving_here(**limits: object) -> Iterator[Server]:
    """Run a server with these settings in a thread of this process, on a free port; the others are the environment's.

    For what depends on settings alone. What its process uses, logs or leaves behind is seen with ``serving``.
    """
    settings = Settings.model_validate(limits)
    with listen("127.0.0.1", 0) as listener:
        running = server(lambda: create_app(settings), listener, settings)
        thread = threading.Thread(target=running.run, args=([listener],), daemon=True)
        thread.start()
        until = time.monotonic() + PATIENCE
        while not running.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.005)
        try:
            yield Server(address_of(listener), os.getpid())
        finally:
            running.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive(), "the server does not stop"
