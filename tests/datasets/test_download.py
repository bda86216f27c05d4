"""The command downloads only over HTTP, and no more than it may."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.datasets.download import DownloadError, downloaded

CONTENT = bytes(range(256)) * 100


class Handler(BaseHTTPRequestHandler):
    """A server with a file, redirects, and addresses of nothing."""

    def do_GET(self) -> None:
        if self.path == "/file":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CONTENT)
        elif self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("location", self.path.removeprefix("/to?"))
            self.end_headers()
        elif self.path == "/silent":
            self.rfile.read()  # until the client goes
        else:
            self.send_error(404)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def download(address: str, max_bytes: int = 1_000_000, seconds: float = 300) -> bytes:
    with downloaded(address, max_bytes, seconds, lambda line: None) as file:
        return file.read()


def test_a_file_is_downloaded_though_it_has_moved(address: str) -> None:
    assert download(f"{address}/file") == CONTENT
    assert download(f"{address}/to?/to?/file") == CONTENT


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nothing", "answers 404"),
        ("/to?file:///etc/passwd", "not allowed"),
        ("/to?ftp://127.0.0.1/x", "unknown url type"),
        ("/to?/to?/nothing", "answers 404"),
    ],
)
def test_what_cannot_be_downloaded_is_said(address: str, path: str, message: str) -> None:
    with pytest.raises(DownloadError, match=message):
        download(address + path)


def test_a_silent_server_is_not_waited_for(address: str) -> None:
    with pytest.raises(DownloadError, match="timed out"):
        download(f"{address}/silent", seconds=0.1)


@pytest.mark.parametrize(
    "other", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "http://127.0.0.1:1/", "http://["]
)
def test_other_addresses_are_not_read(other: str) -> None:
    with pytest.raises(DownloadError):
        download(other)


def test_no_more_is_taken_than_allowed(address: str) -> None:
    assert download(f"{address}/file", len(CONTENT)) == CONTENT
    with pytest.raises(DownloadError, match="more than"):
        download(f"{address}/file", len(CONTENT) - 1)
    with pytest.raises(DownloadError, match="more than"):
        download(f"{address}/file", 1)
