"""Split a text into tokens, all of them ASCII.

Formulas are pasted from papers and typed on keyboards from all over the world. A character that can mean only one thing
here is read as that: the typographic minus and hyphens, ``×``, ``·`` and ``÷``, blanks of any width, full-width
characters, ``π``, and superscript digits as a power. Each is replaced by exactly one character, so that positions point
into the text as typed.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.language.faults import LanguageError

MAX_TEXT_LENGTH = 500
"""The maximum number of characters in one expression, not counting blanks around it."""

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
    """A token: its kind (``number name symbol superscript end``), its text and its start."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> Iterator[Token]:
    """Split a text into tokens; the last is of kind ``end``.

    Raises:
        LanguageError: the text is too long, or contains a foreign character or a number that is too large.
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
    """Replace blanks, full-width characters and signs of operators by ASCII characters, one for one."""
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
    """Name a character recognizably in a sentence: by its code point if it does not show on its own."""
    code_point, category = f"U+{ord(character):04X}", unicodedata.category(character)[0]
    if category not in "LNPS" or character in _UNSEEN_LETTERS:
        return code_point
    return f"{character} ({code_point})" if category in "LN" else character


_WRITTEN = re.compile(r"(?P<digits>\d*(?:[., ]\d+)+)(?P<exponent>(?:[eE][+-]?\d+)?)", re.ASCII)
_SEPARATORS = {
    ".": re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)", re.ASCII),
    ",": re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)", re.ASCII),
}
"""Patterns of whole numbers with grouped thousands, by the decimal separator that goes with the grouping."""


def misspelt_number(text: str, start: int, position: int) -> LanguageError | None:
    """Return the fault at ``position`` if a number in a foreign notation continues there; it says how to write it here.

    Args:
        text: the result of ``with_plain_signs``.
        start: where the number would begin.
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
    """Write the possible meanings of a number: its separator first read as one of decimals, then of thousands."""
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
