"""The texts of the pages in each language, and the language of a request."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from app.http.negotiation import chosen_encoding, weights
from app.http.visitors import visitor_of
from app.pages.catalogue_texts import catalogue_texts
from app.texts import LANGUAGES, Language

DEFAULT: Language = "en"

LOCALES = Path(__file__).parent / "locales"

Tree = Mapping[str, "str | Tree"]


@dataclass(frozen=True)
class Catalogue:
    """All visible texts in one language, by their dotted keys."""

    language: Language
    words: Mapping[str, str]

    def t(self, key: str, **values: object) -> str:
        """Return the text for ``key`` with its ``{name}`` placeholders filled; raises KeyError for an unknown key."""
        return self.words[key].format(**values)


def flatten(tree: Tree, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a nested catalogue with their dotted keys: ``{"a": {"b": "c"}}`` yields ``("a.b", "c")``."""
    for name, entry in tree.items():
        if isinstance(entry, str):
            yield prefix + name, entry
        else:
            yield from flatten(entry, f"{prefix}{name}.")


def read_catalogue(language: Language) -> Catalogue:
    """Read the texts of ``language``: those of the pages from its file, the others from the catalogues' entries."""
    tree: Tree = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    return Catalogue(language, {**dict(flatten(tree)), **catalogue_texts(language)})


def negotiate(requested: str | None, accepted: str) -> Language:
    """Choose the language of an answer: the one ``requested`` by name, else the best of an Accept-Language header."""
    for language in LANGUAGES:
        if language == requested:
            return language
    for range_ in _by_preference(accepted):
        for language in LANGUAGES:
            if range_.split("-")[0] == language:
                return language
    return DEFAULT


def _by_preference(accepted: str) -> list[str]:
    """List the language ranges of an Accept-Language header, the best first, without invalid or zero quality."""
    weighted = [(range_, weight) for range_, weight in weights(accepted).items() if weight > 0]
    return [range_ for range_, _ in sorted(weighted, key=lambda pair: -pair[1])]


COOKIE = "language"
"""The name of the cookie with the language that a visitor last requested."""


@dataclass(frozen=True)
class Visit:
    """The request for a page.

    Attributes:
        language: the language of the answer: that of ``?lang=``, else the one last requested so, else the browser's.
        is_requested: whether ``?lang=`` named it, in a link that the visitor chose or one that preserves the choice.
        origin: the origin of this server as the visitor knows it, as in ``https://host``.
        path: the path of the page.
        takes_gzip: whether the page may be sent compressed.
        is_new: whether the browser has no number yet that distinguishes it from others at its address.
    """

    language: Language
    is_requested: bool
    origin: str
    path: str
    takes_gzip: bool
    is_new: bool

    @property
    def carried(self) -> str:
        """The suffix of links to other pages: the language if requested, so that it stays even without cookies."""
        return f"?lang={self.language}" if self.is_requested else ""


def visit_of(request: Request) -> Visit:
    """Read a visit from its request."""
    url, requested = request.url, request.query_params.get("lang")
    named = requested if requested in LANGUAGES else request.cookies.get(COOKIE)
    return Visit(
        language=negotiate(named, request.headers.get("accept-language", "")),
        is_requested=requested in LANGUAGES,
        origin=f"{url.scheme}://{url.netloc}",
        path=url.path,
        is_new=not visitor_of(request.scope).browser,
        takes_gzip=chosen_encoding(request.headers.get("accept-encoding", ""), ["gzip"]) is not None,
    )


PageVisit = Annotated[Visit, Depends(visit_of)]
