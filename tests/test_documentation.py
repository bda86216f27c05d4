"""Everything that the documentation names exists."""

import re
from pathlib import Path

import pytest

from app.settings import Settings
from tests.settings_table import PAGE, with_table

ROOT = Path(__file__).parent.parent


def test_every_setting_is_documented_with_its_default() -> None:
    page = PAGE.read_text()
    assert page.count("`SLOPELAB_") >= len(Settings.model_fields)
    assert page == with_table(page), "python -m tests.settings_table writes the table anew"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_one_sentence(name: str) -> None:
    description = Settings.model_fields[name].description
    assert description
    assert re.fullmatch(r"[A-Z][^.]*\.", description)


def test_the_readme_names_commands_that_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"make (\w+)", (ROOT / "README.md").read_text()))
    assert {"run", "test"} <= named <= targets
