"""Every answer, errors too, tells browsers to run and load nothing from elsewhere."""

import asyncio

import httpx
import pytest

from app.http.security_headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from app.main import create_app

HEADERS = {name.decode(): value.decode() for name, value in SECURITY_HEADERS}


@pytest.mark.parametrize("path", ["/landscapes", "/api/health", "/api/nothing", "/nothing", "/static/x/nothing", "/"])
def test_on_every_answer(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_on_an_unexpected_failure_too() -> None:
    app = create_app()

    @app.get("/failing")
    async def fail() -> None:
        raise RuntimeError("secret")

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get("/failing")

    answer = asyncio.run(ask())
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "secret" not in answer.text


def test_no_text_is_run_as_code() -> None:
    policy = CONTENT_SECURITY_POLICY
    assert "unsafe-eval" not in policy
    assert "script-src 'self';" in policy


def test_the_server_does_not_tell_what_it_is_made_of(client: httpx.Client) -> None:
    assert "server" not in client.get("/api/health").headers
