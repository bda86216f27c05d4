"""Identify visitors, for sharing the machine fairly: the network address, and the browser at that address."""

import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from starlette.types import Scope

from app.scheduling.claims import Visitor

COOKIE = "browser"
"""Holds a random number that tells the browsers behind one address apart; it is kept nowhere and ends with the
browser."""

IPV6_NETWORK_BITS = 64
"""A household or a company has as many addresses as it likes below these."""

_BROWSER = re.compile(rb"(?:^|;\s*)browser=([0-9a-f]{32})(?:;|$)")


def visitor_of(scope: Scope) -> Visitor:
    """The visitor that a request comes from.

    Its address is what the server says: uvicorn puts there what a proxy that it trusts has forwarded.
    """
    client = scope.get("client")
    return Visitor(_network(client[0]) if client else "", _browser(scope))


@lru_cache(maxsize=4096)
def _network(host: str) -> str:
    """An IPv4 address, or the network of an IPv6 address; whatever else it is, as it is."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> IPV6_NETWORK_BITS << IPV6_NETWORK_BITS))


def _browser(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"cookie" and (found := _BROWSER.search(value)):
            return found[1].decode()
    return ""
