"""Numbers as people write them elsewhere: with a decimal comma, or with their thousands apart."""

import re

from app.language.faults import LanguageFault

_WRITTEN = re.compile(r"(?P<digits>\d*(?:[., ]\d+)+)(?P<exponent>(?:[eE][+-]?\d+)?)", re.ASCII)
_SEPARATORS = {
    ".": re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)", re.ASCII),
    ",": re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)", re.ASCII),
}
"""Whole numbers with their thousands apart, by the sign that then separates the decimals."""


def misspelt_number(text: str, start: int, position: int) -> LanguageFault | None:
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
            return LanguageFault(position, "misspelt_number", number=number)
        case [decimals, thousands]:
            return LanguageFault(position, "ambiguous_number", decimals=decimals, thousands=thousands)
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
