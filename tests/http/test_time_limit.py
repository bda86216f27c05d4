"""A request that keeps the server waiting is answered; a stream is not."""

import asyncio
from collections.abc import AsyncIterator

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message

from app.http.time_limit import TimeLimitMiddleware
from app.http.uploads import UploadLimits
from tests.clocks import run_without_waiting

LIMIT = 1.0


async def work(request: Request) -> Response:
    """Reads the body, then works for ``?seconds=``."""
    await request.body()
    await asyncio.sleep(float(request.query_params.get("seconds", "0")))
    return PlainTextResponse("done")


async def stream(request: Request) -> Response:
    """Starts at once and ends after several times the limit."""

    async def lines() -> AsyncIterator[bytes]:
        for _ in range(4):
            yield b"line\n"
            await asyncio.sleep(LIMIT)

    return StreamingResponse(lines())


async def failing(request: Request) -> Response:
    raise TimeoutError("a time-out of the route's own")


LIMITED = TimeLimitMiddleware(
    Starlette(
        routes=[
            Route("/work", work, methods=["GET", "POST"]),
            Route("/upload", work, methods=["POST"]),
            Route("/stream", stream),
            Route("/failing", failing),
        ]
    ),
    seconds=LIMIT,
    uploads={"/upload": UploadLimits(1 << 20, 60)},
)


async def slow_body() -> AsyncIterator[bytes]:
    yield b"{"
    await asyncio.sleep(10 * LIMIT)
    yield b"}"


def ask(method: str, path: str, content: AsyncIterator[bytes] | None = None) -> httpx.Response:
    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(LIMITED, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, content=content)

    return run_without_waiting(answer())


def test_quick_work_is_let_through() -> None:
    assert ask("GET", "/work").text == "done"


def test_long_work_is_stopped() -> None:
    answer = ask("GET", "/work?seconds=5")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_drips_is_not_waited_for() -> None:
    assert ask("POST", "/work", slow_body()).status_code == 408


def test_an_upload_has_a_limit_of_its_own() -> None:
    assert ask("POST", "/upload", slow_body()).text == "done"


def test_a_stream_may_take_its_time() -> None:
    assert ask("GET", "/stream").text == "line\n" * 4


def test_a_time_out_of_the_routes_own_is_a_failure() -> None:
    assert ask("GET", "/failing").status_code == 500


def test_work_whose_client_goes_is_cancelled() -> None:
    ended = asyncio.Event()

    async def endless(request: Request) -> Response:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.set()
        raise AssertionError

    application = TimeLimitMiddleware(Starlette(routes=[Route("/endless", endless)]), seconds=3600, uploads={})
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(LIMIT)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def test() -> None:
        scope = {"type": "http", "method": "GET", "path": "/endless", "headers": [], "query_string": b""}
        await application(scope, receive, send)
        await ended.wait()

    run_without_waiting(test())
    assert sent == []
