"""Work for one answer stops when nobody waits for it any more."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from fastapi import Request
from starlette.requests import ClientDisconnect

from app.api.awaited import awaited


class Work:
    """Takes a while; knows whether it was cancelled."""

    def __init__(self) -> None:
        self.cancelled = False

    async def done(self) -> str:
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return "done"


def request(gone_after: float) -> Request:
    async def receive() -> dict[str, Any]:
        await asyncio.sleep(gone_after)
        return {"type": "http.disconnect"}

    return Request({"type": "http"}, receive)


def outcome(work: Coroutine[Any, Any, str], gone_after: float = 9, seconds: float = 9) -> str:
    async def wait() -> str:
        return await awaited(request(gone_after), work, seconds)

    return asyncio.run(wait())


def test_what_is_done_in_time_is_the_answer() -> None:
    assert outcome(Work().done()) == "done"


def test_work_that_takes_too_long_is_cancelled() -> None:
    work = Work()
    with pytest.raises(TimeoutError):
        outcome(work.done(), seconds=0.01)
    assert work.cancelled


def test_work_whose_client_goes_is_cancelled() -> None:
    work = Work()
    with pytest.raises(ClientDisconnect):
        outcome(work.done(), gone_after=0.01)
    assert work.cancelled


def test_what_goes_wrong_is_told_as_it_is() -> None:
    async def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        outcome(fail())
