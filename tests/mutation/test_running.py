"""Tests run against a mutant in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
MODULE = """
def larger(a: int, b: int) -> int:
    return a if a > b else b
"""
TESTS = """
from mutated import larger

def test_the_larger_is_chosen():
    assert larger(1, 2) == 2
    assert larger(2, 1) == 2
"""
PROGRAM = """
import json
import sys
from pathlib import Path

from tests.mutation.running import Replacement, Trial, run_all

folder = Path(sys.argv[1])
module, tests = folder / "mutated.py", folder / "test_mutated.py"
lines = [None, "return a if a < b else b", "return a if a >= b else b", "while True: pass"]

def trial(number, line):
    source = module.read_text().replace("return a if a > b else b", line or "")
    replacement = None if line is None else Replacement("mutated", module, source)
    return Trial((tests,), folder / str(number), replacement, 2.0)

found = dict(run_all([trial(number, line) for number, line in enumerate(lines)], 2))
print(json.dumps([[found[n].passed, found[n].output, dict(found[n].seconds)] for n in range(len(lines))]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a module and its tests."""
    folder = tmp_path_factory.mktemp("mutated")
    (folder / "mutated.py").write_text(MODULE)
    (folder / "test_mutated.py").write_text(TESTS)
    return folder


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> list[Any]:
    """What becomes of the module as it is, of a mutant that fails, of one that is equivalent, of one that never ends.

    They are forked by a process that has no threads, as this one may have.
    """
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{folder}"}, capture_output=True, check=True)
    found: list[Any] = json.loads(done.stdout)
    return found


def test_a_mutant_is_killed_where_a_test_fails_or_does_not_end(outcomes: list[Any]) -> None:
    assert [passed for passed, _, _ in outcomes] == [True, False, True, False]
    assert "assert larger(1, 2) == 2" in outcomes[1][1]


def test_the_files_stay_as_they_are_and_nothing_is_left(outcomes: list[Any], folder: Path) -> None:
    assert len(outcomes) == 4
    assert (folder / "mutated.py").read_text() == MODULE
    assert not (folder / "1").exists()


def test_the_time_of_each_test_file_is_measured(outcomes: list[Any]) -> None:
    _, _, seconds = outcomes[0]
    assert [Path(name).name for name in seconds if name.endswith(".py")] == ["test_mutated.py"]
    assert all(spent >= 0 for spent in seconds.values())
