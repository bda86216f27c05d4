"""What tests of the server share: an application in this process, and a real server in another."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from tests.servers import serving

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """A client of the application in this process; unexpected errors come as answers, as a visitor sees them."""
    with TestClient(create_app(), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def live_server() -> Iterator[str]:
    """The address of ``slopelab serve``, running in a process of its own on a free port."""
    with serving([sys.executable, "-m", "app.cli"], folder=ROOT) as address:
        yield address
