"""Running tests against a mutant, in a process forked for it, while the files stay as they are.

The parent has imported what all tests need, but nothing of the lab. A child compiles the mutated text in place of the
module's own, and then runs pytest. Processes that a test starts itself have the module's own text.
"""

import gc
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import shutil
import signal
import sys
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

import hypothesis
import pytest

IDLE_SECONDS = 20
"""Tests that compute nothing for so long wait for ever."""

PASSED = 0
"""The exit status of pytest when all tests passed."""
WAITED_FOR_EVER = 99
OUTPUT = "output.txt"
SECONDS = "seconds.json"
PYTEST_OPTIONS = (
    "-x",
    "-q",
    "--noconftest",
    "--override-ini=addopts=",
    "--hypothesis-profile=mutants",
    *(f"-pno:{plugin}" for plugin in ("cacheprovider", "randomly", "xdist", "playwright", "schemathesis", "logging")),
)
HEAVY = (
    "cv2",
    "fastapi",
    "httpx",
    "numpy",
    "onnxruntime",
    "PIL.Image",
    "pydantic_settings",
    "scipy.optimize",
    "scipy.sparse.linalg",
    "skimage.feature",
    "sklearn.cluster",
    "sklearn.datasets",
    "sympy",
)
"""Packages that take long to import, and of which a test may need some."""


@dataclass(frozen=True)
class Replacement:
    """The text that a child has in place of a module's own.

    Attributes:
        name: the dotted name of the module.
        path: its file.
        source: the text.
    """

    name: str
    path: Path
    source: str


@dataclass(frozen=True)
class Trial:
    """Tests to run in a process of their own.

    Attributes:
        tests: what pytest is given.
        folder: a folder for what the tests write, which does not exist yet.
        replacement: the mutated module; None for none.
        cpu_seconds: the limit of processor time; None for none.
    """

    tests: tuple[Path, ...]
    folder: Path
    replacement: Replacement | None
    cpu_seconds: float | None


@dataclass(frozen=True)
class Outcome:
    """How a trial ended.

    Attributes:
        status: the exit status, or the negated number of the signal that ended it.
        seconds: the processor time that each test file took, by its path.
        output: the end of what pytest printed.
    """

    status: int
    seconds: Mapping[str, float]
    output: str

    @property
    def passed(self) -> bool:
        return self.status == PASSED


def prepare() -> None:
    """Import what all tests need, so that no child has to, and nothing that is mutated."""
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    for name in HEAVY:
        importlib.import_module(name)
    gc.freeze()


def run_all(trials: Sequence[Trial], processes: int) -> Iterator[tuple[int, Outcome]]:
    """Run trials, some at a time.

    Yields:
        The index of a trial and its outcome, as they end.
    """
    waiting = list(range(len(trials)))[::-1]
    running: dict[int, int] = {}
    while waiting or running:
        while waiting and len(running) < processes:
            index = waiting.pop()
            running[_start(trials[index])] = index
        pid, status = os.wait()
        if pid in running:
            index = running.pop(pid)
            _end_descendants(pid)
            yield index, _outcome(trials[index], os.waitstatus_to_exitcode(status))


def _outcome(trial: Trial, status: int) -> Outcome:
    """Read how a trial ended, and remove what it wrote."""
    output = (trial.folder / OUTPUT).read_text(errors="replace")[-2000:]
    measured = trial.folder / SECONDS
    seconds = json.loads(measured.read_text()) if measured.is_file() else {}
    shutil.rmtree(trial.folder, ignore_errors=True)
    return Outcome(status, seconds, output)


def _start(trial: Trial) -> int:
    trial.folder.mkdir()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        status = _run_here(trial)
        sys.stdout.flush()
    finally:
        os._exit(status)


def _end_descendants(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _run_here(trial: Trial) -> int:
    os.setpgid(0, 0)
    with (trial.folder / OUTPUT).open("wb") as log:
        for descriptor in (1, 2):
            os.dup2(log.fileno(), descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if trial.cpu_seconds is not None:
        seconds = int(trial.cpu_seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    threading.Thread(target=_exit_when_idle, daemon=True).start()
    if trial.replacement is not None:
        sys.meta_path.insert(0, _Finder(trial.replacement))
    _register_profile()
    os.environ["SLOPELAB_DATA"] = str(trial.folder / "data")
    options = [*PYTEST_OPTIONS, f"--basetemp={trial.folder / 'pytest'}"]
    clock = _Clock(trial.folder / SECONDS)
    return int(pytest.main([*options, *map(str, trial.tests)], plugins=[clock]))


def _register_profile() -> None:
    """Let Hypothesis give the same examples each time, and not look for simpler ones."""
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile(
        "mutants", deadline=None, derandomize=True, database=None, phases=phases, report_multiple_bugs=False
    )


class _Clock:
    """A plugin of pytest that measures the processor time of each test file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        return (yield from self._measured(item))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, object, object]:
        return (yield from self._measured(collector))

    def _measured(self, node: pytest.Item | pytest.Collector) -> Generator[None, object, object]:
        began = time.process_time()
        result = yield
        name = node.path.relative_to(node.config.rootpath).as_posix()
        self._seconds[name] = self._seconds.get(name, 0.0) + time.process_time() - began
        return result

    def pytest_sessionfinish(self) -> None:
        self._file.write_text(json.dumps(self._seconds))


def _exit_when_idle() -> None:
    used, since = time.process_time(), time.monotonic()
    while time.monotonic() - since < IDLE_SECONDS:
        time.sleep(1)
        now = time.process_time()
        if now - used > 0.05:
            used, since = now, time.monotonic()
    os._exit(WAITED_FOR_EVER)


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, replacement: Replacement) -> None:
        super().__init__(replacement.name, str(replacement.path))
        self.source = replacement.source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, replacement: Replacement) -> None:
        self.replacement = replacement

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.replacement.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.replacement.path, loader=_Loader(self.replacement))
