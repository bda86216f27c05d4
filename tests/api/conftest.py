"""Fixtures that the tests of the API share besides the live server."""

from collections.abc import Iterator

import httpx
import pytest

from tests.servers import serving_here


@pytest.fixture
def small_server() -> Iterator[httpx.Client]:
    """A server that admits two runs and drops clients that read nothing for a second."""
    with (
        serving_here(concurrent_runs=2, stall_seconds=1) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client
