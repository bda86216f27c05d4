"""Fixtures that the tests of the API share besides the live server."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.endless import LIMITS
from tests.servers import serving_here


@pytest.fixture
def small_server() -> Iterator[httpx.Client]:
    """A server that admits two runs, however long they are."""
    with (
        serving_here(concurrent_runs=2, **LIMITS) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client
