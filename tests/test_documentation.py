"""Everything that the documentation names exists."""

import re
from pathlib import Path

import pytest

from app.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    field = Settings.model_fields[name]
    row = f"| `SLOPELAB_{name.upper()}` | {field.default} | {field.description} |"
    assert row in (ROOT / "docs" / "settings.md").read_text()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_one_sentence(name: str) -> None:
    description = Settings.model_fields[name].description
    assert description
    assert re.fullmatch(r"[A-Z][^.]*\.", description)


def test_no_setting_is_documented_that_does_not_exist() -> None:
    text = (ROOT / "docs" / "settings.md").read_text()
    documented = {name.lower() for name in re.findall(r"`SLOPELAB_(\w+)`", text)}
    assert documented == set(Settings.model_fields)


def test_the_readme_names_commands_that_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"make (\w+)", (ROOT / "README.md").read_text()))
    assert {"run", "test"} <= named <= targets
