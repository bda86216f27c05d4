"""The photographs that need no network."""

import io

import httpx
import numpy as np
from PIL import Image, ImageOps

from app.datasets.photographs import PHOTOGRAPHS


def test_each_is_listed_with_its_size_and_served_as_a_file(client: httpx.Client) -> None:
    listed = client.get("/api/photographs").json()
    assert [one["id"] for one in listed] == [photograph.id for photograph in PHOTOGRAPHS]
    assert len(listed) == 10
    for one, photograph in zip(listed, PHOTOGRAPHS, strict=True):
        answer = client.get(f"/api/photographs/{one['id']}")
        image = Image.open(io.BytesIO(answer.content))
        assert answer.headers["content-type"] == f"image/{str(image.format).lower()}"
        assert image.size == (one["width"], one["height"])
        pixels = photograph.pixels()
        assert pixels.shape == (one["height"], one["width"], 3)
        assert pixels.dtype == np.uint8


def test_each_has_a_thumbnail_that_is_little_to_fetch(client: httpx.Client) -> None:
    for photograph in PHOTOGRAPHS:
        answer = client.get(f"/api/photographs/{photograph.id}/thumbnail")
        assert len(answer.content) < 10_000
        small = Image.open(io.BytesIO(answer.content))
        assert small.size == (112, 80)
        small_mean = np.asarray(small, float).mean(axis=(0, 1))
        middle = np.asarray(ImageOps.fit(Image.fromarray(photograph.pixels()), (112, 80)), float).mean(axis=(0, 1))
        np.testing.assert_allclose(small_mean, middle, atol=3)
    assert client.get("/api/photographs/dog/thumbnail").status_code == 404


def test_an_unknown_one_is_missing(client: httpx.Client) -> None:
    for id in ("dog", "..%2F..%2Fetc%2Fpasswd", "coffee.png"):
        answer = client.get(f"/api/photographs/{id}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
