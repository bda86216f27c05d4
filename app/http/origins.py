"""Which answers pages of other origins may read (CORS), and which their browsers may show at all."""

from app.http.refusals import Headers

KEY_HEADER = b"x-slopelab-key"
"""Proves that a data set is the visitor's own."""

UNSHARED = ("/api/datasets", "/api/docs")
"""Paths below ``/api`` whose answers are for this origin's own pages."""

OWN_PAGES_CHANGE = "/api/datasets"
"""Below it, of all pages only this origin's own may change something."""

OWN_ORIGIN: Headers = [(b"cross-origin-resource-policy", b"same-origin")]
ANY_ORIGIN: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"content-disposition, etag, location, retry-after"),
    (b"cross-origin-resource-policy", b"cross-origin"),
]
"""Allows requests without cookies only, as the star says."""


def is_shared(path: str, headers: dict[bytes, bytes]) -> bool:
    """Whether the answer to a request is for pages of any origin: the API without data sets and without a key."""
    return path.startswith("/api/") and not path.startswith(UNSHARED) and KEY_HEADER not in headers


def preflight_headers(methods: str) -> Headers:
    """What a browser is told that asks whether a page of another origin may send a request with these methods."""
    return [
        (b"access-control-allow-methods", methods.encode()),
        (b"access-control-allow-headers", b"content-type, if-none-match"),
        (b"access-control-max-age", b"86400"),
    ]
