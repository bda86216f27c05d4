"""What a page needs to know of the request for it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.api.accepted import chosen_encoding
from app.api.visitors import visitor_of
from app.pages.catalogues import LANGUAGES, Language, negotiate

COOKIE = "language"
"""Remembers the language that a visitor last asked for by name."""


@dataclass(frozen=True)
class Visit:
    """How a page was asked for.

    Attributes:
        language: to answer in: that of ``?lang=``, else the one last asked for so, else the browser's.
        asked: whether ``?lang=`` named it, by a link that the visitor chose or one that carries the choice on.
        origin: under which the visitor knows this server, as in ``https://host``.
        path: of the page.
        takes_gzip: whether the page may be sent compressed.
        is_new: whether the browser has no number yet that tells it from others at its address.
    """

    language: Language
    asked: bool
    origin: str
    path: str
    takes_gzip: bool
    is_new: bool

    @property
    def carried(self) -> str:
        """What links to other pages end in: the language if it was asked for, so that it stays without cookies too."""
        return f"?lang={self.language}" if self.asked else ""


def visit_of(request: Request) -> Visit:
    """What is known of a visit from its request."""
    url, asked = request.url, request.query_params.get("lang")
    named = asked if asked in LANGUAGES else request.cookies.get(COOKIE)
    return Visit(
        language=negotiate(named, request.headers.get("accept-language", "")),
        asked=asked in LANGUAGES,
        origin=f"{url.scheme}://{url.netloc}",
        path=url.path,
        is_new=not visitor_of(request.scope).browser,
        takes_gzip=chosen_encoding(request.headers.get("accept-encoding", ""), ["gzip"]) is not None,
    )


PageVisit = Annotated[Visit, Depends(visit_of)]
