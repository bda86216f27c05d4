"""Work for one answer that stops when nobody waits for it any more."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import anyio
from fastapi import Request
from starlette.requests import ClientDisconnect

Answer = TypeVar("Answer")

SHARE_OF_TIME = 0.9
"""Of the time that a request has: what work may take of it, so that there is still time to say what to do instead."""


async def awaited(request: Request, work: Awaitable[Answer], seconds: float) -> Answer:
    """What the work comes to.

    Args:
        request: whose body has been read.
        seconds: how long it may take.

    Raises:
        TimeoutError: it took longer, and was cancelled.
        ClientDisconnect: the client went, and it was cancelled.
    """
    with anyio.move_on_after(seconds) as scope:
        watch = asyncio.create_task(_when_gone(request, scope))
        try:
            return await work
        finally:
            watch.cancel()
    if watch.done() and not watch.cancelled():
        raise ClientDisconnect
    raise TimeoutError


async def _when_gone(request: Request, scope: anyio.CancelScope) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
