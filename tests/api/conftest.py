"""Fixtures that the tests of the API share besides the live server."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import ROOT, SLOPELAB
from tests.servers import serving


@pytest.fixture
def small_server() -> Iterator[httpx.Client]:
    """A server that admits two runs and drops clients that read nothing for a second."""
    environment = {"SLOPELAB_CONCURRENT_RUNS": "2", "SLOPELAB_STALL_SECONDS": "1"}
    with (
        serving(SLOPELAB, ROOT, environment) as server,
        httpx.Client(base_url=server.address, timeout=20) as client,
    ):
        yield client
