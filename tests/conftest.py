"""Shared fixtures: a real server in a separate process, and a client of it."""

import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import httpx
import pytest
from filelock import FileLock
from hypothesis import settings

from app import instance
from app.environment import read_settings
from app.features.codebook import Codebook
from app.instance import Instance
from app.requests.codebooks import default_codebook_request
from app.storage.codebooks import CodebookFolder, StoredCodebook
from tests.servers import serving

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
SLOPELAB = [sys.executable, "-m", "app.cli"]
"""The command `slopelab`, run from the checkout."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: from the first one on, Playwright runs an event loop that breaks other tests.

    The files go to two processes in this order, so that it holds in each of them.
    """
    items.sort(key=lambda item: "browser" in item.path.relative_to(ROOT).parts)


UNHURRIED = {
    "SLOPELAB_WARM_UP": "false",
    "SLOPELAB_REQUEST_SECONDS": "300",
    "SLOPELAB_UPLOAD_SECONDS": "300",
    "SLOPELAB_IMAGE_SECONDS": "120",
    "SLOPELAB_STALL_SECONDS": "600",
}
"""Generous limits of the tests' servers, for which no machine is too slow, however busy it is."""


@pytest.fixture(scope="session")
def default_codebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a file of the default codebook, learned once for all processes that run tests."""
    shared = tmp_path_factory.getbasetemp().parent / "default-codebook"
    specification = default_codebook_request()
    with FileLock(f"{shared}.lock"):
        folder = CodebookFolder(shared, 1)
        if folder.load(specification.id) is None:
            codebook = next(event for event in specification.learning() if isinstance(event, Codebook))
            folder.save(specification.id, StoredCodebook(specification.model_dump_json(), codebook))
    return shared


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, default_codebook: Path) -> Iterator[None]:
    """Give the tests' servers their own data folder, which already contains the default codebook."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(default_codebook, folder / "codebooks")
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {**UNHURRIED, "SLOPELAB_DATA": str(folder)}.items():
            environment.setenv(name, value)
        environment.setattr(instance, "_of_environment", cache(lambda: Instance(read_settings())))
        yield


@pytest.fixture(scope="session")
def live_server(data_folder: None) -> Iterator[str]:
    """The address of ``slopelab serve``, running in a process of its own on a free port."""
    with serving(SLOPELAB, folder=ROOT) as server:
        yield server.address


@pytest.fixture(scope="session")
def client(live_server: str) -> Iterator[httpx.Client]:
    """An HTTP client of the live server; addresses are relative to it."""
    with httpx.Client(base_url=live_server, timeout=300) as client:
        yield client


@pytest.fixture(scope="session")
def without_cnn(data_folder: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """An HTTP client of a server without the packages of the extra `cnn`."""
    folder = tmp_path_factory.mktemp("without-cnn")
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['onnxruntime'] = None\n")
    with (
        serving(SLOPELAB, ROOT, {"PYTHONPATH": str(folder)}) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client
