"""Starting a real server and stopping it again."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(slopelab: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run ``slopelab serve`` in ``folder`` on a free port; gives its address once it listens.

    ``slopelab`` is the command to start with, ``environment`` what to add to this process's environment.
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
        yield address[0]
    finally:
        process.terminate()
        process.communicate(timeout=15)
