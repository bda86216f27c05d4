"""Under which host names the server answers.

A page of any site can make its own host name lead to this machine (DNS rebinding), and a browser then takes this server
for that site. So a server that only this machine can reach answers only to names that lead here for everybody.
"""

import ipaddress
from functools import lru_cache
from http import HTTPStatus

from app.http.refusals import Refusal

MAX_HOST_LENGTH = 260
"""Characters of the longest host name with its port."""

MISDIRECTED = Refusal(
    HTTPStatus.MISDIRECTED_REQUEST,
    "The server does not answer under this host name. It does under localhost, and under the names that whoever runs "
    "it lists in SLOPELAB_HOSTS.",
)


class AnsweredHosts:
    """The loopback names, the configured names, or any name if the server can be reached from elsewhere."""

    def __init__(self, named: str | None) -> None:
        """Take the named hosts from a list with commas; ``*`` in it stands for any, None for no list."""
        self._named = None if named is None else frozenset(host_name(name) for name in named.split(","))

    def refusal(self, host: bytes | None, address: str | None) -> Refusal | None:
        """Why a request is not answered; None if it is.

        Args:
            host: its Host header; clients of HTTP/1.0 may have none.
            address: on which the server listens, or that the client connected to.
        """
        return None if host is None or _answered(host, address, self._named) else MISDIRECTED


def host_name(host: str) -> str:
    """The name in a Host header, in lower case, without port, brackets and the dot at its end."""
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0].rstrip(".")


def is_loopback(host: str) -> bool:
    """Whether a name or an address leads back to the machine on which it is used, whoever runs the name servers."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


@lru_cache(maxsize=1024)
def _answered(host: bytes, address: str | None, named: frozenset[str] | None) -> bool:
    if len(host) > MAX_HOST_LENGTH:
        return False
    name = host_name(host.decode("latin-1"))
    if named is None:
        return is_loopback(name) or not is_loopback(address or "")
    return "*" in named or name in named or is_loopback(name)
