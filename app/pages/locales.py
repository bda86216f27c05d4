"""The words of the pages in each language, and which language a request is for."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from fastapi import Depends, Request

from app.http.negotiation import chosen_encoding, weights
from app.http.visitors import visitor_of

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "en"

LOCALES = Path(__file__).parent / "locales"

Tree = Mapping[str, "str | Tree"]


@dataclass(frozen=True)
class Catalogue:
    """Every visible string in one language, by its dotted key."""

    language: Language
    words: Mapping[str, str]

    def t(self, key: str, **values: object) -> str:
        """The text for ``key`` with its ``{name}`` placeholders filled; raises KeyError for an unknown key."""
        return self.words[key].format(**values)


def flatten(tree: Tree, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a nested catalogue with their dotted keys: ``{"a": {"b": "c"}}`` gives ``("a.b", "c")``."""
    for name, entry in tree.items():
        if isinstance(entry, str):
            yield prefix + name, entry
        else:
            yield from flatten(entry, f"{prefix}{name}.")


def read_catalogue(language: Language) -> Catalogue:
    """The catalogue of ``language`` from its file."""
    tree: Tree = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    return Catalogue(language, dict(flatten(tree)))


def negotiate(requested: str | None, accepted: str) -> Language:
    """The language to answer in: the one ``requested`` by name, else the best of an Accept-Language header."""
    for language in LANGUAGES:
        if language == requested:
            return language
    for range_ in _by_preference(accepted):
        for language in LANGUAGES:
            if range_.split("-")[0] == language:
                return language
    return DEFAULT


def _by_preference(accepted: str) -> list[str]:
    """The language ranges of an Accept-Language header, best first; those of quality 0 or none are left out."""
    weighted = [(range_, weight) for range_, weight in weights(accepted).items() if weight > 0]
    return [range_ for range_, _ in sorted(weighted, key=lambda pair: -pair[1])]


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
