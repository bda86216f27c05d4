"""What the outermost layer says of answers that end their connection, failures among them."""

import asyncio

import httpx
import pytest
from starlette.requests import Request

from app.http.security_headers import SECURITY_HEADERS
from app.main import create_app


@pytest.fixture
def app() -> httpx.ASGITransport:
    """The application with a route that fails, and one that does not read its body."""
    application = create_app()

    @application.post("/failing")
    async def fail(request: Request) -> None:
        await request.body()
        raise RuntimeError("secret")

    @application.post("/careless")
    async def careless() -> str:
        return "done"

    return httpx.ASGITransport(application, raise_app_exceptions=False)


def post(app: httpx.ASGITransport, path: str, body: bytes) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=app, base_url="http://test") as client:
            return await client.post(path, content=body)

    return asyncio.run(ask())


def test_a_failure_is_a_problem_without_a_trace_that_ends_its_connection(app: httpx.ASGITransport) -> None:
    answer = post(app, "/failing", b"x")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["connection"] == "close"
    assert {(name.encode(), value.encode()) for name, value in answer.headers.items()} >= set(SECURITY_HEADERS)
    assert "secret" not in answer.text


@pytest.mark.parametrize(("body", "ends"), [(b"", False), (b"x", True)])
def test_a_body_that_nobody_read_ends_the_connection(app: httpx.ASGITransport, body: bytes, ends: bool) -> None:
    answer = post(app, "/careless", body)
    assert answer.status_code == 200
    assert (answer.headers.get("connection") == "close") is ends
