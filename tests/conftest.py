"""What the tests share: a real server in a process of its own, and a client of it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import settings

from tests.servers import serving

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
SLOPELAB = [sys.executable, "-m", "app.cli"]
"""The command `slopelab`, run from the checkout."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: from the first on, Playwright keeps an event loop running that others trip over.

    The files go to two processes in this order, so that it holds in each of them.
    """
    items.sort(key=lambda item: "browser" in item.path.relative_to(ROOT).parts)


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Servers of the tests keep nothing where the user's own are kept."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SLOPELAB_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def live_server(data_folder: None) -> Iterator[str]:
    """The address of ``slopelab serve``, running in a process of its own on a free port."""
    with serving(SLOPELAB, folder=ROOT) as server:
        yield server.address


@pytest.fixture(scope="session")
def client(live_server: str) -> Iterator[httpx.Client]:
    """An HTTP client of the live server; addresses are relative to it."""
    with httpx.Client(base_url=live_server, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def without_cnn(data_folder: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """An HTTP client of a server to which the packages of the extra `cnn` are not there."""
    folder = tmp_path_factory.mktemp("without-cnn")
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['onnxruntime'] = None\n")
    with (
        serving(SLOPELAB, ROOT, {"PYTHONPATH": str(folder)}) as server,
        httpx.Client(base_url=server.address, timeout=30) as client,
    ):
        yield client
