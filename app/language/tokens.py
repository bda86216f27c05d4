"""Splitting a text into tokens."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.language.faults import LanguageFault

MAX_TEXT_LENGTH = 500
"""Characters in one expression, not counting blanks around it."""

_BLANKS = " \t\r\n"

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
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
    position, end = len(text) - len(text.lstrip(_BLANKS)), len(text.rstrip(_BLANKS))
    if end - position > MAX_TEXT_LENGTH:
        raise LanguageFault(position + MAX_TEXT_LENGTH, "too_long", most=MAX_TEXT_LENGTH)
    while position < end:
        found = _TOKEN.match(text, position, end)
        if found is None:
            raise LanguageFault(position, "unknown_character")
        kind = str(found.lastgroup)
        if kind == "number" and not math.isfinite(float(found[0])):
            raise LanguageFault(position, "number_too_large")
        if kind != "space":
            yield Token(kind, "**" if found[0] == "^" else found[0], position)
        position = found.end()
    yield Token("end", "", end)
