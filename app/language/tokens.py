"""Splitting a text into tokens."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.language.faults import LanguageFault

MAX_TEXT_LENGTH = 500
"""Characters in one expression."""

_TOKEN = re.compile(
    r"(?P<space>[ \t\r]+)"
    r"|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)"
    r"|(?P<symbol>\*\*|[-+*/^(),])",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its kind (``number``, ``name``, ``symbol`` or ``end``), its text and where it starts."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, closed by one of kind ``end``.

    Raises:
        LanguageFault: the text is too long, holds a character that is not of the language, or a number too large.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise LanguageFault(MAX_TEXT_LENGTH, f"Too long. Use at most {MAX_TEXT_LENGTH} characters.")
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise LanguageFault(position, "Unknown character. Use letters, digits, + - * / ** ^ ( ) and commas.")
        kind = str(found.lastgroup)
        if kind == "number" and not math.isfinite(float(found[0])):
            raise LanguageFault(position, "Number too large. Use numbers below 1.8e308.")
        if kind != "space":
            yield Token(kind, "**" if found[0] == "^" else found[0], position)
        position = found.end()
    yield Token("end", "", len(text))
