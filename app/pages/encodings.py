"""How an answer may be compressed: the header Accept-Encoding (RFC 9110, section 12.5.3)."""

from collections.abc import Iterable

from app.pages.preferences import weights


def chosen_encoding(header: str, offered: Iterable[str]) -> str | None:
    """The first of the encodings offered, in lower case, that a header accepts; None if it accepts none of them."""
    accepted = weights(header)
    others = accepted.get("*", 0.0)
    return next((encoding for encoding in offered if accepted.get(encoding, others) > 0), None)
