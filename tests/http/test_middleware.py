"""Every path reports its methods, and answers HEAD wherever it answers GET."""

import asyncio

import httpx
import pytest
from starlette.requests import Request

from app.http.refusals import SECURITY_HEADERS
from app.main import create_app
from tests.api.documented import SCHEMA

PATHS = SCHEMA["paths"]
READABLE = [
    "/",
    "/lesson",
    "/landscapes",
    "/features",
    "/classifiers",
    "/comparison",
    "/preview.png",
    "/static/any/icon.svg",
    "/api/docs",
    "/api/openapi.json",
    "/api/datasets/digits",
    "/api/datasets/digits/samples.png",
    "/api/photographs/astronaut",
    "/api/photographs/astronaut/thumbnail",
    *(path for path, operations in PATHS.items() if "get" in operations and "{" not in path),
]


@pytest.mark.parametrize("path", READABLE)
def test_head_is_get_without_the_body(client: httpx.Client, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code < 400
    assert head.content == b""
    assert lasting(head.headers) == lasting(got.headers)


def lasting(headers: httpx.Headers) -> dict[str, str]:
    """The headers that do not change from answer to answer."""
    return {name: value for name, value in headers.items() if name not in ("date", "set-cookie")}


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/health", "GET, HEAD, OPTIONS"),
        ("/api/runs", "POST, OPTIONS"),
        ("/api/datasets", "GET, HEAD, POST, OPTIONS"),
        ("/api/codebooks", "GET, HEAD, POST, OPTIONS"),
        ("/api/datasets/digits", "GET, HEAD, DELETE, OPTIONS"),
        ("/landscapes", "GET, HEAD, OPTIONS"),
        ("/static/any/main.js", "GET, HEAD, OPTIONS"),
    ],
)
def test_all_methods_of_a_path_are_named(client: httpx.Client, path: str, methods: str) -> None:
    refused = client.put(path)
    assert refused.status_code == 405
    assert refused.headers.get_list("allow") == [methods]
    assert refused.json()["status"] == 405
    asked = client.options(path)
    assert asked.status_code == 204
    assert asked.headers["allow"] == methods
    assert asked.content == b""


def test_head_of_what_cannot_be_read_is_refused_as_get_is(client: httpx.Client) -> None:
    answer = client.head("/api/runs")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST, OPTIONS"
    assert answer.content == b""


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_where_there_is_nothing_no_method_is_named(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/api/nothing")
    assert answer.status_code == 404
    assert "allow" not in answer.headers


def test_every_operation_declares_what_any_request_may_meet() -> None:
    for path, operations in PATHS.items():
        for method, operation in operations.items():
            declared = operation["responses"].keys()
            assert {"400", "408", "413", "421", "422", "431", "500", "503"} <= declared, (method, path)
            assert ("415" in declared) is ("requestBody" in operation), (method, path)


def test_every_type_of_an_answer_is_declared() -> None:
    def types(method: str, path: str) -> set[str]:
        return set(PATHS[path][method]["responses"]["200"]["content"])

    assert types("post", "/api/features") == {"application/json", "image/png", "application/octet-stream"}
    assert types("get", "/api/datasets/{id}/samples.png") == {"image/png"}
    assert types("get", "/api/codebooks/{id}/words.png") == {"image/png"}
    assert types("post", "/api/runs") == {"application/x-ndjson"}


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
