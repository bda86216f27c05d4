"""An installed copy works from any folder, without the checkout."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.servers import serving

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (wheel,) = folder.glob("slopelab-*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that runs from the installed wheel in an unrelated folder.

    The wheel is installed apart; what it depends on comes from this environment.
    """
    site = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel],
        check=True,
    )
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    command = [sys.executable, str(site / "bin" / "slopelab")]
    with serving(command, folder=elsewhere, environment={"PYTHONPATH": str(site)}) as server:
        yield server.address


def test_the_wheel_carries_pages_and_files(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("static", "templates"):
        files = [file for file in (ROOT / folder).rglob("*.*") if file.is_file()]
        assert {f"app/{file.relative_to(ROOT).as_posix()}" for file in files} <= carried
    assert {"app/pages/locales/en.json", "app/pages/locales/ko.json"} <= carried


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"app"}


@pytest.mark.parametrize(
    "path", ["/", "/landscapes", "/features", "/api/health", "/api/docs", "/api/surfaces", "/api/photographs"]
)
def test_the_installed_copy_answers(installed: str, path: str) -> None:
    assert httpx.get(installed + path, follow_redirects=True, timeout=60).status_code == 200


def test_the_installed_copy_serves_its_own_files(installed: str) -> None:
    page = httpx.get(f"{installed}/api/docs", timeout=60).text
    address = next(part for part in page.split('"') if part.endswith("js/pages/documentation/main.js"))
    bundle = httpx.get(installed + address, timeout=60).text
    main = (ROOT / "static" / "js" / "pages" / "documentation" / "main.js").read_text()
    body = [line for line in main.splitlines() if line and not line.startswith("import ")]
    assert len(body) > 30
    assert set(body) <= set(bundle.splitlines())
