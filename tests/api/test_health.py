"""The sign of life."""

import httpx

from app import __version__


def test_health_tells_the_version_and_how_the_data_folder_is(client: httpx.Client) -> None:
    answer = client.get("/api/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": __version__, "data": "ok"}
