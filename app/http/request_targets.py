"""Request targets that are whole URLs (RFC 9112, section 3.2.2)."""

import httptools


def split_target(target: bytes) -> tuple[bytes, bytes]:
    """The authority that a request is for, and its path with the query, from a target such as ``http://host/path``.

    Raises:
        ValueError: the target is no URL of this kind.
    """
    try:
        url = httptools.parse_url(target)
    except httptools.HttpParserError as error:
        raise ValueError("not a URL") from error
    if url.schema not in (b"http", b"https") or not url.host or url.userinfo is not None:
        raise ValueError("not a URL of HTTP")
    host = b"[%b]" % url.host if b":" in url.host else url.host
    authority = host if url.port is None else b"%b:%d" % (host, url.port)
    path = url.path or b"/"
    return authority, path if url.query is None else b"%b?%b" % (path, url.query)
