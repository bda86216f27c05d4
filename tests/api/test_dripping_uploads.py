"""Dripping uploads do not keep others from uploading, and stay within the memory limit."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.datasets.zips import folders, zipped
from tests.servers import Server, serving_here

PETS = zipped(folders({"cats": 2, "dogs": 2}))
BEGINNING = b'--x\r\nContent-Disposition: form-data; name="archive"; filename="a"\r\n\r\n'
SIZE = 1_000_000


@contextmanager
def dripping(server: Server, path: str, address: str, sent: int = 100) -> Iterator[socket.socket]:
    """An upload from an address of which ``sent`` bytes arrive and the rest never comes."""
    host, port = server.address.removeprefix("http://").split(":")
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nX-Forwarded-For: {address}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {SIZE}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=300) as connection:
        connection.sendall(head.encode() + BEGINNING + bytes(sent))
        yield connection


def upload(server: Server, address: str, content: bytes = PETS) -> httpx.Response:
    headers = {"x-forwarded-for": address}
    return httpx.post(f"{server.address}/api/datasets", files={"archive": content}, headers=headers, timeout=300)


@pytest.mark.parametrize("count", [2, 20])
@pytest.mark.parametrize("address", ["192.0.2.1", "192.0.2.2"])
def test_they_keep_nobody_from_uploading(tmp_path: Path, count: int, address: str) -> None:
    with serving_here(data=tmp_path) as server, ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(dripping(server, "/api/datasets", "192.0.2.1"))
        assert upload(server, address).status_code == 201
        assert httpx.get(f"{server.address}/api/health", timeout=300).status_code == 200


def test_pictures_that_drip_take_no_place_of_streams(tmp_path: Path) -> None:
    run = {"objective": {"kind": "surface", "id": "bowl"}, "optimizers": [{"rule": "momentum"}]}
    with serving_here(data=tmp_path, concurrent_runs=1) as server, ExitStack() as stack:
        for _ in range(3):
            stack.enter_context(dripping(server, "/api/pipelines", "127.0.0.1"))
        assert httpx.get(f"{server.address}/api/health", timeout=300).status_code == 200
        assert httpx.post(f"{server.address}/api/runs", json=run, timeout=300).status_code == 200


@pytest.mark.parametrize("path", ["/api/datasets", "/api/features"])
def test_who_sends_most_makes_room(tmp_path: Path, path: str) -> None:
    """The memory is that of the largest form: 1.08 MB."""
    limits = {"max_archive_bytes": SIZE, "max_image_bytes": SIZE, "max_body_bytes": 80_000, "upload_memory_bytes": 1}
    with serving_here(data=tmp_path, **limits) as server, ExitStack() as stack:
        small = stack.enter_context(dripping(server, path, "192.0.2.1", 200_000))
        large = stack.enter_context(dripping(server, path, "192.0.2.1", 700_000))
        stack.enter_context(dripping(server, path, "192.0.2.2", 300_000))
        answer = large.makefile("rb").read()
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"retry-after" in answer.lower()
        assert b"more files are being sent" in answer.lower()
        assert upload(server, "192.0.2.2").status_code == 201
        small.setblocking(False)
        with pytest.raises(BlockingIOError):
            small.recv(1)
