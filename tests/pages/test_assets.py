"""Pages request all their modules at once."""

import gzip
import re
from collections.abc import Callable

import brotli
import httpx
import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.pages.assets import FILES, STATIC, VERSION, folder, static_url
from app.pages.bundles import module_paths
from app.settings import Settings

MAIN = "js/pages/landscapes/main.js"


def test_a_module_comes_first_and_each_of_its_imports_once() -> None:
    paths = module_paths(STATIC, MAIN)
    assert paths[0] == MAIN
    assert len(set(paths)) == len(paths) > 30
    assert all((folder("static") / path).is_file() for path in paths)


def test_nothing_that_is_imported_is_left_out() -> None:
    paths = module_paths(STATIC, MAIN)
    named = {
        name.rsplit("/", 1)[-1]
        for path in paths
        for name in re.findall(r'from "(\.[^"]+)"', (folder("static") / path).read_text())
    }
    assert named <= {path.rsplit("/", 1)[-1] for path in paths}


def test_without_bundles_a_page_requests_its_files_at_once() -> None:
    with TestClient(create_app(Settings(bundles=False))) as client:
        page = client.get("/landscapes").text
    preloaded = re.findall(r'<link rel="modulepreload" href="/static/[^"]+\.js">', page)
    assert len(preloaded) == len(module_paths(STATIC, MAIN)) - 1
    assert f'<script type="module" src="{static_url(MAIN)}">' in page
    assert f'href="{static_url("css/map.css")}"' in page
    assert "bundles/" not in page


PLOTLY = static_url("plotly.min.js")


def test_a_browser_keeps_a_file_under_its_version(client: httpx.Client) -> None:
    answer = client.get(static_url("js/pages/documentation/main.js"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.content == FILES["js/pages/documentation/main.js"].read_bytes()


@pytest.mark.parametrize("path", FILES)
def test_every_file_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(static_url(path)).content == FILES[path].read_bytes()


def test_an_outdated_version_gives_the_file_as_it_is_now_for_once(client: httpx.Client) -> None:
    answer = client.get(static_url("js/pages/documentation/main.js").replace(VERSION, "000000000000"))
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.content == FILES["js/pages/documentation/main.js"].read_bytes()


def test_compressed_for_those_who_can_read_it(client: httpx.Client) -> None:
    answer = client.get(PLOTLY, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "accept-encoding"
    assert int(answer.headers["content-length"]) < len(answer.content) / 3
    plain = client.get(PLOTLY, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content


@pytest.mark.parametrize(
    ("accepted", "encoding", "decompress"),
    [("gzip, deflate", "gzip", gzip.decompress), ("gzip, deflate, br, zstd", "br", brotli.decompress)],
)
def test_the_compressed_file_is_the_file(
    client: httpx.Client, accepted: str, encoding: str, decompress: Callable[[bytes], bytes]
) -> None:
    with client.stream("GET", PLOTLY, headers={"accept-encoding": accepted}) as answer:
        compressed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == encoding
    assert decompress(compressed) == FILES["plotly.min.js"].read_bytes()


def test_an_unchanged_file_is_not_sent_again(client: httpx.Client) -> None:
    etag = client.get(PLOTLY).headers["etag"]
    answer = client.get(PLOTLY, headers={"if-none-match": etag})
    assert answer.status_code == 304
    assert answer.content == b""


def test_each_encoding_has_a_name_of_its_own(client: httpx.Client) -> None:
    accepted = ("br", "gzip", "br;q=0, gzip", "identity")
    brotli_tag, gzip_tag, same, plain = (
        client.head(PLOTLY, headers={"accept-encoding": encoding}).headers["etag"] for encoding in accepted
    )
    assert len({brotli_tag, gzip_tag, plain}) == 3
    assert same == gzip_tag


def test_head_tells_the_size(client: httpx.Client) -> None:
    answer = client.head(PLOTLY, headers={"accept-encoding": "identity"})
    assert answer.headers["content-length"] == str(FILES["plotly.min.js"].stat().st_size)
    assert answer.content == b""


@pytest.mark.parametrize("path", ["nothing.js", "../pyproject.toml", "..%2f..%2fpyproject.toml", "%00", "a" * 5000, ""])
def test_nothing_else_can_be_had(client: httpx.Client, path: str) -> None:
    assert client.get(f"/static/{VERSION}/{path}").status_code == 404
