"""Content negotiation (RFC 9110, section 12): accepted names with their weights, and entity tags of known content."""

from collections.abc import Iterable

from starlette.requests import Request


def weights(header: str) -> dict[str, float]:
    """The weight of each name in a header, in lower case: 1 if none is given, 0 for what is refused or unreadable."""
    weighted = {}
    for entry in header.lower().split(","):
        name, _, parameter = entry.partition(";")
        weighted[name.strip()] = _weight(parameter) if parameter else 1.0
    return weighted


def chosen_encoding(header: str, offered: Iterable[str]) -> str | None:
    """The first of the encodings offered, in lower case, that a header accepts; None if it accepts none of them.

    Args:
        header: Accept-Encoding (RFC 9110, section 12.5.3).
    """
    accepted = weights(header)
    others = accepted.get("*", 0.0)
    return next((encoding for encoding in offered if accepted.get(encoding, others) > 0), None)


def _weight(parameter: str) -> float:
    """Read the number of ``q=0.5``; 0 for what is unreadable."""
    try:
        return float(parameter.partition("=")[2])
    except ValueError:
        return 0.0


def has_current(request: Request, etag: str) -> bool:
    """Whether the If-None-Match header of a request names an entity tag, as RFC 9110, 13.1.2, compares them.

    Args:
        etag: the strong tag of what would be answered, in its quotation marks.
    """
    tags = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in tags or tags == ["*"]
