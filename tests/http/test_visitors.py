"""The visitor of a request."""

import httpx
import pytest

from app.http.visitors import visitor_of
from app.scheduling.claims import Visitor

BROWSER = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_addresses_are_networks(host: str, address: str) -> None:
    assert visitor_of({"client": (host, 1234), "headers": []}) == Visitor(address, "")


def test_a_socket_without_address_is_one_visitor() -> None:
    assert visitor_of({"client": None, "headers": []}) == Visitor("", "")


@pytest.mark.parametrize(
    ("cookie", "browser"),
    [
        (f"browser={BROWSER}", BROWSER),
        (f"language=ko; browser={BROWSER}; x=y", BROWSER),
        (f"mybrowser={BROWSER}", ""),
        ("browser=somebody", ""),
        (f"browser={BROWSER}0", ""),
    ],
)
def test_browsers_are_told_apart_by_a_cookie(cookie: str, browser: str) -> None:
    assert visitor_of({"client": None, "headers": [(b"cookie", cookie.encode())]}).browser == browser


def test_a_page_gives_a_browser_its_number_once(client: httpx.Client) -> None:
    first = client.get("/landscapes", headers={"cookie": ""})
    (cookie,) = first.headers.get_list("set-cookie")
    assert cookie.startswith("browser=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "expires" not in cookie.lower()
    again = client.get("/landscapes", headers={"cookie": cookie.partition(";")[0]})
    assert "set-cookie" not in again.headers
