"""The calls shown in the README and docs/api.md, made exactly as written."""

import io
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent.parent
DOCUMENTED = {name: (ROOT / name).read_text() for name in ("README.md", "docs/api.md")}
CALLS = [line for text in DOCUMENTED.values() for line in re.findall(r"^curl .*$", text, re.MULTILINE)]
(PYTHON,) = re.findall(r"```python\n(.*?)```", DOCUMENTED["README.md"], re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the calls send."""
    folder = tmp_path_factory.mktemp("calls")
    noise = np.random.default_rng(0).integers(0, 255, (24, 64, 64, 3), np.uint8)
    Image.fromarray(noise[0]).save(folder / "picture.jpg")
    with zipfile.ZipFile(folder / "pets.zip", "w") as archive:
        for number, pixels in enumerate(noise):
            png = io.BytesIO()
            Image.fromarray(pixels).save(png, "PNG")
            archive.writestr(f"pets/{('cats', 'dogs')[number % 2]}/{number}.png", png.getvalue())
    return folder


@pytest.mark.parametrize("call", CALLS)
def test_curl(live_server: str, folder: Path, call: str) -> None:
    words = [word.replace("localhost:8000", live_server) for word in shlex.split(call)]
    done = subprocess.run([*words, "--silent", "--fail-with-body"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert '"type":"error"' not in done.stdout
    if " -N " in call:
        assert done.stdout.endswith('{"type":"done"}\n')


def test_python(live_server: str) -> None:
    assert len([line for line in PYTHON.splitlines() if line]) == 5
    code = PYTHON.replace("http://localhost:8000", live_server)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    reason, loss = done.stdout.split()
    assert reason == "steps"
    assert float(loss) < 1e-6


def test_the_readme_shows_five_lines_of_each() -> None:
    assert len(re.findall(r"^curl ", DOCUMENTED["README.md"], re.MULTILINE)) == 5
