"""How an answer may be compressed: the header Accept-Encoding (RFC 9110, section 12.5.3)."""

import re
from collections.abc import Iterable

_REFUSED = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*")


def chosen_encoding(header: str, offered: Iterable[str]) -> str | None:
    """The first of the encodings offered, in lower case, that a header accepts; None if it accepts none of them."""
    accepted = {}
    for entry in header.lower().split(","):
        encoding, *parameters = entry.split(";")
        accepted[encoding.strip()] = not any(map(_REFUSED.fullmatch, parameters))
    others = accepted.get("*", False)
    return next((encoding for encoding in offered if accepted.get(encoding, others)), None)
