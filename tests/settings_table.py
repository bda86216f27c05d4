"""The table of settings in the documentation; ``python -m tests.settings_table`` writes it, as `make format` does."""

import re
from pathlib import Path

from app.settings import Settings

PAGE = Path(__file__).parent.parent / "docs" / "settings.md"
HEAD = "| variable | default | meaning |\n| --- | --- | --- |\n"


def settings_table() -> str:
    """Return the table of all settings in Markdown, with a row for each."""
    rows = (
        f"| `SLOPELAB_{name.upper()}` | {field.default} | {field.description} |\n"
        for name, field in Settings.model_fields.items()
    )
    return HEAD + "".join(rows)


def with_table(page: str) -> str:
    """Return the text of a page with its table of settings replaced by the current one."""
    return re.sub(rf"{re.escape(HEAD)}(\|.*\n)*", lambda _: settings_table(), page)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text()))
