"""Other origins: which answers their pages may read (CORS), and which requests they may have a browser send (CSRF)."""

from http import HTTPStatus

from app.http.hosts import host_name
from app.http.refusals import Headers, Refusal

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
    """The headers of a preflight answer: whether a page of another origin may send a request with these methods."""
    return [
        (b"access-control-allow-methods", methods.encode()),
        (b"access-control-allow-headers", b"content-type, if-none-match"),
        (b"access-control-max-age", b"86400"),
    ]


SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
OWN_SITES = (b"same-origin", b"none")
"""Values of ``Sec-Fetch-Site`` for requests of this origin's pages and for typed addresses."""

CROSS_SITE = Refusal(
    HTTPStatus.FORBIDDEN,
    "Only pages of this server may change its data sets from a browser, not those of other sites, subdomains or ports. "
    "Programs that are no browsers may, without the headers Sec-Fetch-Site and Origin.",
)


def cross_site_refusal(method: str, path: str, headers: dict[bytes, bytes]) -> Refusal | None:
    """Why a change of what visitors keep is turned away; None if it is not.

    Browsers say where a request comes from in ``Sec-Fetch-Site``, but only to servers on https or a loopback address;
    to others they send ``Origin``, which is compared with ``Host``. A page of another subdomain or port (``same-site``)
    is no page of this server either. What sends neither is no browser.
    """
    if method in SAFE_METHODS or not path.startswith(OWN_PAGES_CHANGE):
        return None
    site = headers.get(b"sec-fetch-site")
    is_own = _is_own_origin(headers) if site is None else site in OWN_SITES
    return None if is_own else CROSS_SITE


def _is_own_origin(headers: dict[bytes, bytes]) -> bool:
    """Whether the origin, if there is one, is the host that is asked; of which a proxy may have dropped the port."""
    origin = headers.get(b"origin")
    if origin is None:
        return True
    _, _, authority = origin.decode("latin-1").lower().partition("://")
    host = headers.get(b"host", b"").decode("latin-1").lower()
    return authority != "" and host in (authority, host_name(authority))
