"""The heads of requests: targets that are whole URLs, and headers that make it unclear where a request ends."""

import re
from http import HTTPStatus

import httptools

from app.http.refusals import Headers, Refusal


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


VERSIONS = ("1.0", "1.1")

_HOST = re.compile(rb"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~%!$&'()*+,;=-]+)(:[0-9]{0,5})?")
"""A host and its port (RFC 3986, section 3.2.2), without a user's name."""


def header_fault(version: str, headers: Headers) -> Refusal | None:
    """Why a request with these headers is not answered; None if nothing is wrong with them.

    Args:
        version: of HTTP, as in ``1.1``.
        headers: with names in lower case.
    """
    if version not in VERSIONS:
        return Refusal(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, "Use HTTP/1.1 or HTTP/1.0.")
    hosts = []
    for name, value in headers:
        if name == b"host":
            hosts.append(value)
        elif name == b"transfer-encoding":
            if version == "1.0":
                return _bad("HTTP/1.0 has no Transfer-Encoding.")
            if value.lower() != b"chunked":
                return Refusal(HTTPStatus.NOT_IMPLEMENTED, "The only Transfer-Encoding that is read is chunked.")
    return _host_fault(version, hosts)


def _host_fault(version: str, hosts: list[bytes]) -> Refusal | None:
    if not hosts and version == "1.0":
        return None
    if len(hosts) != 1:
        return _bad("A request needs one Host header, and no second one.")
    if not _HOST.fullmatch(hosts[0]):
        return _bad("The Host header must be a name or an address, with a port if need be.")
    return None


def _bad(detail: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, detail)
