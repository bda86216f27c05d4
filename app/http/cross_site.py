"""Which requests a visitor's browser sends because a page of another site had it do so (CSRF)."""

from http import HTTPStatus

from app.http.hosts import host_name
from app.http.origins import OWN_PAGES_CHANGE
from app.http.refusals import Refusal

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
OWN_SITES = (b"same-origin", b"none")
"""What ``Sec-Fetch-Site`` says of requests of this origin's own pages, and of what a person typed."""

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
