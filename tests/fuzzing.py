"""Requests made from the schema against the whole API (``python -m tests.fuzzing SECONDS``).

Whatever is sent, the answer must match the schema in its status, type, headers and content. The server must not fail,
and a path must say which methods it allows.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers import Server, serving

ROOT = Path(__file__).parent.parent
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "allow_header_conformance",
    "unsupported_method",
)
SMALL = {
    "SLOPELAB_MAX_STEPS": "5000",
    "SLOPELAB_MAX_TRAINING_STEPS": "200",
    "SLOPELAB_MAX_EPOCHS": "10",
    "SLOPELAB_MAX_CODEBOOK_WORDS": "50",
    "SLOPELAB_REQUEST_SECONDS": "3600",
    "SLOPELAB_IMAGE_SECONDS": "3600",
}
"""Limits with which every request is answered soon, and none is cancelled because the machine is busy."""
FOR_EVER = "3600"


@contextmanager
def server_to_fuzz() -> Iterator[Server]:
    """A server with small limits and a data folder of its own."""
    with (
        TemporaryDirectory() as folder,
        serving([sys.executable, "-m", "app.cli"], ROOT, {**SMALL, "SLOPELAB_DATA": folder}) as server,
    ):
        yield server


def fuzz(server: Server, *options: str) -> subprocess.CompletedProcess[str]:
    """Run schemathesis against a server; its exit status is 0 if it found nothing."""
    command = [sys.executable, "-m", "schemathesis.cli", "--no-color", "run", f"{server.address}/api/openapi.json"]
    checks = ["--checks", ",".join(CHECKS), "--request-timeout", FOR_EVER]
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.fuzzing_hooks", "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [*command, *checks, *options], cwd=folder, env=environment, capture_output=True, text=True
        )


def main(seconds: str) -> int:
    """Fuzz a server for so many seconds and print what was found."""
    with server_to_fuzz() as server:
        done = fuzz(server, "--max-time", seconds, "--generation-database", "none")
    print(done.stdout, done.stderr, sep="\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
