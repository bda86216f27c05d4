"""Large answers of JSON are compressed for whoever accepts that, small ones and others are not."""

import gzip
import random

import httpx
import pytest

from app.http.compression import MIN_BYTES, PART_BYTES, gzipped

GRID = {
    "objective": {"kind": "surface", "id": "beale"},
    "x": {"low": -2, "high": 4.5, "count": 161},
    "y": {"low": -2.5, "high": 2.5, "count": 121},
}


@pytest.mark.parametrize("size", [0, 1, PART_BYTES - 1, PART_BYTES, 3 * PART_BYTES + 7])
def test_what_is_compressed_is_whole(size: int) -> None:
    content = random.Random(size).randbytes(size)
    assert gzip.decompress(gzipped(content)) == content
    assert gzipped(content) == gzipped(content)


def test_a_landscape_is_compressed_on_its_way(client: httpx.Client) -> None:
    plain = client.post("/api/landscapes", json=GRID, headers={"accept-encoding": "identity"})
    packed = client.post("/api/landscapes", json=GRID, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.headers["vary"] == packed.headers["vary"] == "accept-encoding"
    assert int(packed.headers["content-length"]) < 0.6 * int(plain.headers["content-length"])
    assert packed.json() == plain.json()


def test_a_small_answer_is_sent_as_it_is(client: httpx.Client) -> None:
    answer = client.get("/api/health", headers={"accept-encoding": "gzip"})
    assert int(answer.headers["content-length"]) < MIN_BYTES
    assert "content-encoding" not in answer.headers


def test_who_refuses_gzip_gets_none(client: httpx.Client) -> None:
    answer = client.get("/api/surfaces", headers={"accept-encoding": "gzip;q=0, *"})
    assert "content-encoding" not in answer.headers


def test_the_png_of_a_picture_is_not_compressed_again(client: httpx.Client) -> None:
    answer = client.get("/api/datasets/digits/samples.png", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-type"] == "image/png"
    assert "content-encoding" not in answer.headers
