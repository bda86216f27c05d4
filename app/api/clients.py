"""Work that goes on for as long as somebody waits for it."""

import asyncio
from collections.abc import Awaitable
from http import HTTPStatus

from anyio import CancelScope
from fastapi import Request, Response
from starlette.types import Receive


async def while_connected(request: Request, answer: Awaitable[Response]) -> Response:
    """The answer to a request whose body has arrived; it is given up, at its next pause, when the client goes."""
    with CancelScope() as scope:
        watch = asyncio.create_task(cancel_when_gone(request.receive, scope))
        try:
            return await answer
        finally:
            watch.cancel()
    return Response(status_code=HTTPStatus.NO_CONTENT)


async def cancel_when_gone(receive: Receive, scope: CancelScope) -> None:
    """Cancel a scope when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
