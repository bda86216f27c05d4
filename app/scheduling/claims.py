"""Claims: the visitor for whom work is done, and the queue in which it waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count

from app.scheduling.fair_queue import Claim


@dataclass(frozen=True)
class Visitor:
    """A browser or program, and its network address.

    Attributes:
        address: shares of the machine are equal between addresses.
        browser: shares of an address are equal between its browsers.
    """

    address: str
    browser: str


NOBODY = Visitor("", "")
"""The visitor of work outside of any request."""

_arrivals = count()
_visitor: ContextVar[Visitor] = ContextVar("visitor", default=NOBODY)
_claim: ContextVar[Claim | None] = ContextVar("claim", default=None)


def current_visitor() -> Visitor:
    """The visitor for whom the running task works."""
    return _visitor.get()


def current_claim() -> Claim:
    """The claim with which the running task waits for its turns."""
    claim = _claim.get()
    return request_claim(current_visitor()) if claim is None else claim


def begin_request(visitor: Visitor) -> None:
    """Let the running task work for a visitor from now on, after all earlier requests of that visitor."""
    _visitor.set(visitor)
    _claim.set(request_claim(visitor))


def request_claim(visitor: Visitor) -> Claim:
    """The claim of a request without a stream; a visitor's requests are served one after the other."""
    return Claim((visitor.address, visitor.browser, "requests"), next(_arrivals))


def stream_claim(visitor: Visitor) -> Claim:
    """The claim of a stream: a visitor's streams have equal shares."""
    number = next(_arrivals)
    return Claim((visitor.address, visitor.browser, f"stream {number}"), number)


def background_claim() -> Claim:
    """The claim of background work, which is done only while no other work waits."""
    number = next(_arrivals)
    return Claim((f"work {number}",), number, urgent=False)


@contextmanager
def working_under(claim: Claim) -> Iterator[None]:
    """Let the running task wait for its turns with another claim as long as the context lasts."""
    token = _claim.set(claim)
    try:
        yield
    finally:
        _claim.reset(token)
