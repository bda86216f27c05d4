"""Imports between the rooms go one way, and hostile input can never become code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"

MATHEMATICS = {
    "language",
    "objectives",
    "optimizers",
    "engine",
    "features",
    "datasets",
    "notebooks",
    "interruption",
    "texts",
}
"""Rooms that compute, and know neither visitors nor settings."""
SUBJECTS = {
    "basins",
    "codebooks",
    "comparisons",
    "gradient_checks",
    "landscapes",
    "pipelines",
    "runs",
    "sweeps",
    "training",
}
"""The rooms of the lab's subjects, which use the mathematics."""
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "interruption": set(),
    "json_lines": set(),
    "texts": set(),
    "settings": set(),
    "environment": {"settings"},
    "instance": {"environment", "interruption", "settings"},
    "logs": set(),
    "scheduling": {"instance", "interruption", "logs"},
    "workers": {"scheduling"},
    "language": {"interruption", "texts"},
    "objectives": {"interruption", "language", "texts"},
    "optimizers": {"interruption", "language", "texts"},
    "engine": {"interruption", "language", "objectives", "optimizers"},
    "notebooks": {"engine", "language", "objectives"},
    "features": {"interruption", "texts"},
    "datasets": {"features", "interruption", "texts"},
    "storage": {"datasets", "features", "instance", "interruption", "logs", "scheduling"},
    "requests": {"datasets", "engine", "features", "instance", "language", "notebooks", "objectives", "optimizers"},
    "runs": {"engine", "instance", "json_lines", "language", "objectives", "requests", "scheduling"},
    "sweeps": {"engine", "json_lines", "language", "objectives", "optimizers", "requests", "runs", "scheduling"},
    "basins": {"engine", "interruption", "language", "objectives"},
    "gradient_checks": {"engine", "instance", "interruption", "language", "objectives"},
    "codebooks": {"features", "instance", "logs", "requests", "scheduling", "storage"},
    "training": {
        "datasets",
        "engine",
        "features",
        "instance",
        "interruption",
        "json_lines",
        "logs",
        "objectives",
        "requests",
        "runs",
        "scheduling",
        "storage",
    },
    "landscapes": {"engine", "instance", "objectives", "requests", "scheduling", "storage", "training"},
    "comparisons": {"engine", "json_lines", "requests", "runs", "scheduling", "training"},
    "pipelines": {"datasets", "engine", "features", "objectives", "requests", "storage", "training"},
    "http": {
        "features",
        "instance",
        "interruption",
        "json_lines",
        "logs",
        "requests",
        "scheduling",
        "settings",
        "workers",
    },
    "api": {
        *SUBJECTS,
        *MATHEMATICS - {"interruption", "texts"},
        "http",
        "instance",
        "json_lines",
        "requests",
        "scheduling",
        "storage",
        "workers",
    },
    "pages": {
        "datasets",
        "engine",
        "features",
        "http",
        "instance",
        "interruption",
        "language",
        "objectives",
        "optimizers",
        "requests",
        "scheduling",
        "texts",
    },
    "main": {
        "api",
        "codebooks",
        "environment",
        "http",
        "instance",
        "logs",
        "pages",
        "scheduling",
        "settings",
        "storage",
    },
    "cli": {"datasets", "environment", "http", "instance", "settings", "storage"},
}
KNOW_NO_WEB = MAY_IMPORT.keys() - {"http", "api", "pages", "main", "cli"}
TESTED_BY_BEHAVIOUR = {"api", "http", "pages"}
"""Rooms of the web, whose tests may also be named by what a client sees."""
TESTED_IN_EVERY_MODULE = SUBJECTS | {"language", "engine", "optimizers", "objectives", "features", "scheduling"}
WITHOUT_TESTS = {
    "language/settings.py": "holds a record only",
    "engine/config.py": "holds records only",
    "objectives/protocol.py": "holds interfaces only",
}
"""Modules of these rooms in which there is nothing to test, with the reason."""
WEB = {"fastapi", "starlette", "uvicorn", "jinja2", "httpx"}

SOURCES = sorted(APP.rglob("*.py"))
BROWSER_FILES = [
    file for folder in ("static", "templates") for file in sorted((ROOT / folder).rglob("*.*")) if file.is_file()
]


def room_of(file: Path) -> str:
    """The room a source file belongs to: the folder below ``app``, or the module itself."""
    return file.relative_to(APP).parts[0].removesuffix(".py")


def module_name(path: Path) -> str:
    """The dotted name of a source file or a folder of them."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def rooms_imported(file: Path) -> set[str]:
    """The rooms, other than its own, that a source file imports from."""
    rooms = {name.split(".")[1] for name in imported(file) if name.startswith("app.")}
    return (rooms & MAY_IMPORT.keys()) - {room_of(file)}


def imported(file: Path) -> Iterator[str]:
    """The dotted names that ``file`` imports."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_is_known() -> None:
    assert {room_of(file) for file in SOURCES} == MAY_IMPORT.keys()


def test_no_room_may_import_what_it_does_not() -> None:
    used: dict[str, set[str]] = {room: set() for room in MAY_IMPORT}
    for file in SOURCES:
        used[room_of(file)] |= rooms_imported(file)
    assert used == MAY_IMPORT


def test_no_modules_import_each_other() -> None:
    """Neither directly nor indirectly, including imports inside of functions."""
    modules = {module_name(file): file for file in SOURCES}
    waiting = {name: {one for one in imported(file) if one in modules} - {name} for name, file in modules.items()}
    while done := {name for name, needs in waiting.items() if not needs & waiting.keys()}:
        waiting = {name: needs for name, needs in waiting.items() if name not in done}
    assert waiting == {}


@pytest.mark.parametrize("file", [file for file in SOURCES if file.name == "__init__.py"], ids=module_name)
def test_every_room_says_what_belongs_there(file: Path) -> None:
    assert (ast.get_docstring(ast.parse(file.read_text())) or "").endswith(".")


@pytest.mark.parametrize("folder", [path for path in APP.rglob("*") if path.is_dir()], ids=module_name)
def test_no_folder_is_crowded(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= 31  # thirty and the room's own


def test_modules_hold_one_idea_and_a_whole_one() -> None:
    lengths = {module_name(file): file.read_text().count("\n") for file in SOURCES if file.name != "__init__.py"}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
    assert len([name for name, length in lengths.items() if length < 40]) <= 30


def test_tests_mirror_the_rooms() -> None:
    """Tests of a module are found at its place; those of a package may be in one file that has its name."""
    strays = [
        str(test.relative_to(ROOT))
        for room in sorted(MAY_IMPORT.keys() - TESTED_BY_BEHAVIOUR)
        for test in sorted((ROOT / "tests" / room).rglob("test_*.py"))
        if not _tested(test).with_suffix(".py").is_file() and not _tested(test).is_dir()
    ]
    assert strays == []


def _tested(test: Path) -> Path:
    """The module or the package that a test mirrors, without a suffix."""
    return APP / test.relative_to(ROOT / "tests").with_name(test.stem.removeprefix("test_"))


def test_every_module_that_computes_has_tests_at_its_place() -> None:
    untested = {
        module.as_posix()
        for module in (file.relative_to(APP) for file in SOURCES if file.name != "__init__.py")
        if module.parts[0] in TESTED_IN_EVERY_MODULE
        and not (ROOT / "tests" / module.with_name(f"test_{module.name}")).is_file()
    }
    assert untested == WITHOUT_TESTS.keys()


@pytest.mark.parametrize("file", SOURCES, ids=module_name)
def test_properties_hold_no_lock_while_work_waits_for_its_turn(file: Path) -> None:
    assert "functools.cached_property" not in imported(file), "use app.interruption.computed_once"


@pytest.mark.parametrize("file", SOURCES, ids=module_name)
def test_nothing_below_http_knows_of_the_web(file: Path) -> None:
    if room_of(file) in KNOW_NO_WEB:
        assert {name.split(".")[0] for name in imported(file)}.isdisjoint(WEB)


@pytest.mark.parametrize("file", SOURCES, ids=module_name)
def test_no_text_is_evaluated(file: Path) -> None:
    names = {node.id for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Name)}
    assert names.isdisjoint({"eval", "exec"})


@pytest.mark.parametrize("file", BROWSER_FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_browsers_load_nothing_from_elsewhere(file: Path) -> None:
    addresses = re.findall(r"https?://[^\s\"'`)<>]+", file.read_text())
    assert [address for address in addresses if not address.startswith("http://www.w3.org/")] == []


@pytest.mark.parametrize("file", BROWSER_FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_pages_run_no_inline_code(file: Path) -> None:
    text = file.read_text()
    if file.suffix == ".html":
        assert re.findall(r"\son\w+=", text) == []
        assert re.findall(r"<script(?![^>]*(?:src=|application/json))", text) == []
    assert "eval(" not in text
