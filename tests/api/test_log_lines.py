"""Repeated faults take only a few lines of the log, and a killed server leaves nothing behind."""

import os
import re
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT, SLOPELAB
from tests.datasets.zips import folders, zipped
from tests.features.pictures import encoded, flat
from tests.servers import Server, serving
from tests.waiting import wait_until

Logged = tuple[Server, Path, Callable[[], list[str]]]


@contextmanager
def logging(folder: Path) -> Iterator[Logged]:
    """A server, its data folder, and the lines that it has logged."""
    log, data = folder / "log", folder / "data"
    command = ["sh", "-c", f'exec "$@" 2>{log}', "sh", *SLOPELAB]
    with serving(command, ROOT, {"SLOPELAB_DATA": str(data), "TMPDIR": str(folder)}) as server:
        yield server, data, lambda: log.read_text().splitlines()


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Logged]:
    """A server of the test's own: repeated lines are counted for a minute."""
    with logging(tmp_path) as own:
        yield own


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logged]:
    """A server for tests that log different lines."""
    with logging(tmp_path_factory.mktemp("shared")) as logged:
        yield logged


@pytest.fixture
def logged_here(shared: Logged) -> Logged:
    """The shared server, and the lines that it has logged in this test."""
    server, data, lines = shared
    before = len(lines())
    return server, data, lambda: lines()[before:]


def gone(server: Server, path: str, body: bytes) -> None:
    """Send the beginning of a body, and disconnect."""
    host, port = server.address.removeprefix("http://").split(":")
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        "Content-Length: 100000\r\n\r\n"
    )
    with socket.create_connection((host, int(port))) as client:
        client.sendall(head.encode() + body)


def read_picture(server: Server) -> httpx.Response:
    """Have a picture read."""
    return httpx.post(
        f"{server.address}/api/features",
        files={"image": encoded(flat(9, 9))},
        data={"include": "pixels"},
        timeout=300,
    )


UPLOAD = b'--x\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\nabc'


@pytest.mark.parametrize("path", ["/api/features", "/api/datasets", "/api/pipelines"])
def test_clients_that_go_in_the_middle_of_an_upload_take_a_few_lines(logged: Logged, path: str) -> None:
    server, _, lines = logged
    gone(server, path, UPLOAD)
    wait_until(lines)
    assert lines() == ["A client went before its request had arrived."]
    for _ in range(100):
        gone(server, path, UPLOAD)
    assert read_picture(server).is_success
    assert 1 < len(lines()) <= 5
    assert set(lines()) == {"A client went before its request had arrived."}


def test_malformed_requests_take_a_few_lines(logged_here: Logged) -> None:
    server, _, lines = logged_here
    host, port = server.address.removeprefix("http://").split(":")
    for _ in range(50):
        with socket.create_connection((host, int(port))) as client:
            client.sendall(b"nonsense\r\n\r\n")
            client.recv(1000)
    for number in range(50):
        httpx.post(
            f"{server.address}/api/features",
            content=b"--x\r\n" + bytes(number) + b"nonsense",
            headers={"content-type": "multipart/form-data; boundary=x"},
            timeout=300,
        )
    assert len(lines()) <= 5


def test_damaged_files_take_a_line_at_each_read_and_a_few_in_all(logged_here: Logged) -> None:
    server, data, lines = logged_here
    with httpx.Client(base_url=server.address, timeout=300) as client:
        entry = client.post("/api/datasets", files={"archive": zipped(folders({"a": 2, "b": 2}))}).json()
        id, owner = entry["id"], {"x-slopelab-key": entry["key"]}
        (file,) = data.rglob(f"{id}.npz")
        file.write_bytes(file.read_bytes()[:1000])
        assert client.get(f"/api/datasets/{id}").status_code == 404
        assert lines() == [f"{id}.npz is damaged and counts as missing."]
        for _ in range(50):
            client.get(f"/api/datasets/{id}")
        assert lines() == [f"{id}.npz is damaged and counts as missing."] * 5

        assert client.delete(f"/api/datasets/{id}", headers=owner).status_code == 204
        assert not file.exists()
        assert client.delete(f"/api/datasets/{id}", headers=owner).status_code == 404


def test_an_upload_whose_owner_cannot_be_found_can_be_deleted(logged_here: Logged) -> None:
    server, data, _ = logged_here
    with httpx.Client(base_url=server.address, timeout=300) as client:
        id = client.post("/api/datasets", files={"archive": zipped(folders({"a": 2, "b": 2}))}).json()["id"]
        (file,) = data.rglob(f"{id}.npz")
        content = bytearray(file.read_bytes())
        for place in range(100, len(content) - 200, 97):
            content[place] ^= 0x55
        file.write_bytes(content.replace(b"owner", b"ovner"))
        assert client.get(f"/api/datasets/{id}").status_code == 404
        assert client.delete(f"/api/datasets/{id}").status_code == 204
        assert not file.exists()


def test_hostile_images_take_no_line(logged_here: Logged) -> None:
    server, _, lines = logged_here
    picture = encoded(flat(60, 60), "TIFF", compression="tiff_lzw")
    with httpx.Client(base_url=server.address, timeout=300) as client:
        for place in range(0, len(picture), 7):
            content = picture[:place] + bytes([picture[place] ^ 0xFF]) + picture[place + 1 :]
            assert client.post("/api/features", files={"image": content}, data={"include": "pixels"}).status_code < 500
    assert lines() == []


def test_a_killed_server_leaves_no_temporary_folder(logged: Logged, tmp_path: Path) -> None:
    server, _, _ = logged
    assert read_picture(server).is_success
    assert list(tmp_path.glob("pymp-*"))
    os.kill(server.process_id, signal.SIGKILL)
    wait_until(lambda: not list(tmp_path.glob("pymp-*")))
    assert sorted(file.name for file in tmp_path.iterdir() if not re.fullmatch("data|log", file.name)) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_process_group_that_is_ended_leaves_no_temporary_folder(tmp_path: Path, how: signal.Signals) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path.parent))
    environment = {"TMPDIR": str(folder), "SLOPELAB_DATA": str(tmp_path / "data")}
    in_a_group = [sys.executable, "-c", "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])"]
    with serving([*in_a_group, *SLOPELAB], ROOT, environment) as server:
        assert read_picture(server).is_success
        assert list(folder.glob("pymp-*"))
        os.killpg(server.process_id, how)
        wait_until(lambda: not list(folder.glob("pymp-*")))
