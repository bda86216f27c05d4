"""A copy of the project with every change that docs/extending.md shows."""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHANGES = re.compile(r"^## (.+?)\n(?:(?!^## ).*\n)*?```diff\n((?:.*\n)*?)```", re.MULTILINE)


def patches() -> dict[str, str]:
    """Return the patches by what they add or change, such as ``A surface``."""
    return dict(CHANGES.findall((ROOT / "docs" / "extending.md").read_text()))


def extended_copy(folder: Path) -> Path:
    """Copy what the server consists of into ``folder``, apply all patches to it, and return it."""
    for part in ("app", "static", "templates"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for patch in patches().values():
        subprocess.run(["git", "apply", "-"], cwd=folder, input=patch, text=True, check=True)
    return folder
