"""Splitting a text into tokens, all of them ASCII.

Formulas are pasted from papers and typed with the keyboards of the world. A character that can mean only one thing here
is read as it: the typographic minus and hyphens, ``×``, ``·`` and ``÷``, blanks of any width, full-width characters,
``π``, and superscript digits as a power. Each stands for one character, so that positions point into the text as typed.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.language.faults import LanguageError

MAX_TEXT_LENGTH = 500
"""Characters in one expression, not counting blanks around it."""

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63", "-"),
    **dict.fromkeys("\u00b7\u00d7\u2217\u2219\u22c5", "*"),
    **dict.fromkeys("\u00f7\u2044\u2215", "/"),
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006", " "),
    **dict.fromkeys("\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
}
_READ_AS = str.maketrans({**_FULL_WIDTH, **_SIGNS})
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

_BLANKS = " \t\r\n"
_UNSEEN_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that look like blanks."""

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)"
    r"|(?P<pi>π)"
    r"|(?P<superscript>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<symbol>\*\*|[-+*/^(),])",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its kind (``number name symbol superscript end``), its text and where it starts."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, closed by one of kind ``end``.

    Raises:
        LanguageError: the text is too long, holds a character that is not of the language, or a number too large.
    """
    plain = with_plain_signs(text)
    position, end = len(plain) - len(plain.lstrip(_BLANKS)), len(plain.rstrip(_BLANKS))
    if end - position > MAX_TEXT_LENGTH:
        raise LanguageError(position + MAX_TEXT_LENGTH, "too_long", most=MAX_TEXT_LENGTH)
    while position < end:
        found = _TOKEN.match(plain, position, end)
        if found is None:
            raise LanguageError(position, "unknown_character", character=_printable(text[position]))
        token = _token(str(found.lastgroup), found[0], position)
        if token.kind in ("number", "superscript") and not math.isfinite(float(token.text)):
            raise LanguageError(position, "number_too_large")
        if token.kind != "space":
            yield token
        position = found.end()
    yield Token("end", "", end)


def with_plain_signs(text: str) -> str:
    """The text with blanks, full-width characters and the signs of operators as ASCII has them, one for one."""
    return text.translate(_READ_AS)


def _token(kind: str, text: str, position: int) -> Token:
    match kind:
        case "pi":
            return Token("name", "pi", position)
        case "superscript":
            return Token("superscript", text.translate(_SUPERSCRIPTS), position)
        case "symbol" if text == "^":
            return Token("symbol", "**", position)
    return Token(kind, text, position)


def _printable(character: str) -> str:
    """A character as it can be told from others in a sentence, by its code point where its looks do not do."""
    code_point, category = f"U+{ord(character):04X}", unicodedata.category(character)[0]
    if category not in "LNPS" or character in _UNSEEN_LETTERS:
        return code_point
    return f"{character} ({code_point})" if category in "LN" else character


_WRITTEN = re.compile(r"(?P<digits>\d*(?:[., ]\d+)+)(?P<exponent>(?:[eE][+-]?\d+)?)", re.ASCII)
_SEPARATORS = {
    ".": re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)", re.ASCII),
    ",": re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)", re.ASCII),
}
"""Whole numbers with their thousands apart, by the sign that then separates the decimals."""


def misspelt_number(text: str, start: int, position: int) -> LanguageError | None:
    """The fault at ``position`` if a number written as elsewhere goes on there; it tells how it is written here.

    Args:
        text: as ``with_plain_signs`` gives it.
        start: where the number begins if it is one.
        position: where the text could not be read any further.
    """
    written = _WRITTEN.match(text, start)
    if written is None or written.end("digits") <= position:
        return None
    match [reading + written["exponent"] for reading in _readings(written["digits"])]:
        case [number]:
            return LanguageError(position, "misspelt_number", number=number)
        case [decimals, thousands]:
            return LanguageError(position, "ambiguous_number", decimals=decimals, thousands=thousands)
    return None


def _readings(digits: str) -> list[str]:
    """What a number can mean, as it is written here: first with a separator for that of decimals, then of thousands."""
    decimals, thousands = [], []
    for separator, grouped in _SEPARATORS.items():
        whole, _, fraction = digits.partition(separator)
        if fraction and not fraction.isdigit():
            continue
        rest = f".{fraction}" if fraction else ""
        if whole.isdigit() or not whole:
            decimals.append((whole or "0") + rest)
        elif grouped.fullmatch(whole):
            thousands.append(re.sub(r"\D", "", whole) + rest)
    return list(dict.fromkeys(decimals + thousands))
