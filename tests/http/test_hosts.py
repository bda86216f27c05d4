"""A server that only this machine can reach answers only to names that everybody resolves to this machine."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from app.http.hosts import AnsweredHosts, host_name, is_loopback
from tests.conftest import ROOT, SLOPELAB
from tests.servers import serving


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost", "localhost"),
        ("LocalHost:8000", "localhost"),
        ("example.org.", "example.org"),
        ("example.org.:80", "example.org"),
        ("127.0.0.1:1", "127.0.0.1"),
        ("[::1]:8000", "::1"),
        ("[::1]", "::1"),
        (" example.org ", "example.org"),
    ],
)
def test_the_name_in_a_header(host: str, name: str) -> None:
    assert host_name(host) == name


@pytest.mark.parametrize(
    ("name", "loopback"),
    [
        ("localhost", True),
        ("lab.localhost", True),
        ("127.0.0.1", True),
        ("127.200.3.4", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost.example.org", False),
        ("notlocalhost", False),
        ("127.0.0.1.nip.io", False),
        ("0.0.0.0", False),
        ("192.168.0.1", False),
        ("2130706433", False),
        ("", False),
    ],
)
def test_names_that_lead_back(name: str, loopback: bool) -> None:
    assert is_loopback(name) is loopback


@pytest.mark.parametrize(
    ("named", "address", "host", "answered"),
    [
        (None, "127.0.0.1", b"localhost:8000", True),
        (None, "127.0.0.1", b"[::1]:8000", True),
        (None, "::1", b"127.0.0.1", True),
        (None, "127.0.0.1", b"rebound.example", False),
        (None, "::1", b"rebound.example", False),
        (None, "127.0.0.1", None, True),
        (None, "0.0.0.0", b"anything.example", True),
        (None, "::", b"anything.example", True),
        (None, "192.168.0.5", b"anything.example", True),
        (None, "/run/slopelab.sock", b"anything.example", True),
        (None, None, b"anything.example", True),
        ("lab.example, other.example", "127.0.0.1", b"LAB.example:443", True),
        ("lab.example, other.example", "127.0.0.1", b"other.example.", True),
        ("lab.example", "127.0.0.1", b"localhost", True),
        ("lab.example", "0.0.0.0", b"localhost", True),
        ("lab.example", "0.0.0.0", b"rebound.example", False),
        ("lab.example", "127.0.0.1", b"sub.lab.example", False),
        ("*", "127.0.0.1", b"anything.example", True),
        ("", "0.0.0.0", b"anything.example", False),
        ("*", "127.0.0.1", b"a" * 10_000, False),
    ],
)
def test_who_is_answered(named: str | None, address: str | None, host: bytes | None, answered: bool) -> None:
    refusal = AnsweredHosts(named).refusal(host, address)
    assert (refusal is None) is answered


@pytest.mark.parametrize("path", ["/api/health", "/landscapes", "/nothing", "/api/datasets"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_other_names_are_refused_everywhere(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path, headers={"host": "rebound.example"})
    assert answer.status_code == 421
    assert "access-control-allow-methods" not in answer.headers
    if method != "HEAD":
        assert answer.headers["content-type"] == "application/problem+json"
        assert "SLOPELAB_HOSTS" in answer.json()["detail"]
        assert "rebound" not in answer.text


@contextmanager
def status_of(host: str, *options: str, **environment: str) -> Iterator[httpx.Response]:
    """The answer of a server with these options to a local request for a host."""
    start = ["bash", "-c", f'exec "$@" {" ".join(options)}', "with options", *SLOPELAB]
    with serving(start, ROOT, environment) as server:
        port = server.address.rpartition(":")[2]
        yield httpx.get(f"http://127.0.0.1:{port}/api/health", headers={"host": host}, timeout=300)


def test_a_server_that_others_can_reach_answers_to_any_name() -> None:
    with status_of("anything.example", "--host", "0.0.0.0") as answer:
        assert answer.status_code == 200


def test_names_can_be_listed() -> None:
    with status_of("lab.example", SLOPELAB_HOSTS="lab.example") as answer:
        assert answer.status_code == 200
    with status_of("other.example", "--host", "0.0.0.0", SLOPELAB_HOSTS="lab.example") as answer:
        assert answer.status_code == 421


def test_a_server_on_another_loopback_address_is_local_too(live_server: str) -> None:
    if socket.has_dualstack_ipv6():
        start = ["bash", "-c", 'exec "$@" --host ::1', "with options", *SLOPELAB]
        with serving(start, ROOT) as server:
            assert httpx.get(f"{server.address}/api/health", timeout=300).status_code == 200
            other = httpx.get(f"{server.address}/api/health", headers={"host": "rebound.example"}, timeout=300)
            assert other.status_code == 421
