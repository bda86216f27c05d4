"""Arrows between the rooms point one way, and nothing hostile can become code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"

MATHEMATICS = {
    "interruption",
    "scheduling",
    "notebooks",
    "language",
    "features",
    "datasets",
    "objectives",
    "optimizers",
    "engine",
    "storage",
    "studies",
}
MAY_IMPORT: dict[str, set[str]] = {
    "language": {"interruption"},
    "features": {"interruption"},
    "datasets": {"features", "interruption"},
    "workers": {"scheduling"},
    "storage": {"features", "datasets", "interruption", "logs"},
    "objectives": {"language", "interruption"},
    "optimizers": {"language", "interruption"},
    "engine": {"language", "objectives", "optimizers", "interruption"},
    "interruption": set(),
    "scheduling": {"interruption", "logs", "settings"},
    "runs": {"language", "objectives", "optimizers", "engine", "scheduling", "settings"},
    "studies": {
        "interruption",
        "logs",
        "scheduling",
        "language",
        "features",
        "datasets",
        "storage",
        "objectives",
        "optimizers",
        "engine",
        "runs",
        "settings",
    },
    "api": {
        "http",
        "interruption",
        "logs",
        "scheduling",
        "language",
        "features",
        "datasets",
        "objectives",
        "optimizers",
        "engine",
        "runs",
        "studies",
        "storage",
        "notebooks",
        "workers",
        "settings",
    },
    "notebooks": {"language", "objectives", "optimizers", "engine"},
    "pages": {"api", "http", "features", "runs", "scheduling", "studies", "settings"},
    "http": {"settings"},
    "logs": {"settings"},
    "settings": set(),
    "cli": {"cli_data", "http", "settings"},
    "cli_data": {"datasets", "studies", "settings"},
    "main": {"api", "http", "logs", "pages", "studies", "scheduling", "settings"},
    "__init__": set(),
}
WEB = {"fastapi", "starlette", "uvicorn", "jinja2", "httpx"}

SOURCES = sorted(APP.rglob("*.py"))
BROWSER_FILES = [
    file for folder in ("static", "templates") for file in sorted((ROOT / folder).rglob("*.*")) if file.is_file()
]


def room_of(file: Path) -> str:
    """The room a source file belongs to: the folder below ``app``, or the module itself."""
    return file.relative_to(APP).parts[0].removesuffix(".py")


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
    assert {room_of(file) for file in SOURCES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_arrows_between_rooms(file: Path) -> None:
    room = room_of(file)
    rooms = {name.split(".")[1] for name in imported(file) if name.startswith("app.")}
    assert (rooms & MAY_IMPORT.keys()) - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_properties_hold_no_lock_while_work_waits_for_its_turn(file: Path) -> None:
    assert "functools.cached_property" not in imported(file), "use app.interruption.computed_once"


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_mathematics_knows_nothing_of_the_web(file: Path) -> None:
    if room_of(file) in MATHEMATICS:
        assert {name.split(".")[0] for name in imported(file)}.isdisjoint(WEB)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
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
