"""Conditional requests: a client that already has what it asks for is told so instead of being sent it again."""

from starlette.requests import Request


def has_current(request: Request, etag: str) -> bool:
    """Whether the If-None-Match header of a request names an entity tag, as RFC 9110, 13.1.2, compares them.

    Args:
        etag: the strong tag of what would be answered, in its quotation marks.
    """
    tags = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in tags or tags == ["*"]
