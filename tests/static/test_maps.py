"""The map leads the eye to the lowest loss, and the picture of shared links is the same map."""

from typing import Any

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from skimage.color import rgb2lab

from app.pages.preview import map_picture
from tests.static.node import call

MAPS = "tests/static/maps.js"
WIDTH, HEIGHT = 176, 136
SCALES = (1, 2, 4)
"""Pixels: the sizes of the details that a glance compares with what surrounds them."""


def landscape_of(client: httpx.Client, surface: dict[str, Any]) -> dict[str, Any]:
    """The landscape of the surface's own view, widened to equal units in both directions as pages do."""
    view = surface["view"]
    middles = {axis: (view[axis]["low"] + view[axis]["high"]) / 2 for axis in "xy"}
    spans = {axis: view[axis]["high"] - view[axis]["low"] for axis in "xy"}
    unit = max(spans["x"] / WIDTH, spans["y"] / HEIGHT)
    axes = {
        axis: {"low": middles[axis] - unit * pixels / 2, "high": middles[axis] + unit * pixels / 2, "count": pixels}
        for axis, pixels in (("x", WIDTH), ("y", HEIGHT))
    }
    answer = client.post("/api/landscapes", json={"objective": {"kind": "surface", "id": surface["id"]}, **axes})
    landscape: dict[str, Any] = answer.json()
    return landscape


def drawn(landscape: dict[str, Any], theme: str) -> NDArray[np.uint8]:
    """The map as pages draw it, without contour lines."""
    part = {name: landscape[name] for name in ("x", "y", "loss")}
    pixels = call(MAPS, "mapOf", part, theme, {"width": WIDTH, "height": HEIGHT})
    return np.array(pixels, np.uint8).reshape(HEIGHT, WIDTH, 4)[..., :3]


def salience(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """What stands out: differences from the usual lightness, and from the surroundings at several scales."""
    lightness = rgb2lab(picture / 255.0)[..., 0]
    contrast = sum(np.abs(gaussian_filter(lightness, one) - gaussian_filter(lightness, 4 * one)) for one in SCALES)
    luminance = np.abs(lightness - np.median(lightness))
    return np.asarray(gaussian_filter(contrast / contrast.max() + luminance / luminance.max(), 1))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_eye_finds_the_lowest_loss_first(client: httpx.Client, theme: str) -> None:
    surfaces = client.get("/api/surfaces").json()
    found = []
    for surface in surfaces:
        landscape = landscape_of(client, surface)
        standing_out = salience(drawn(landscape, theme))
        best = min(surface["minima"], key=lambda minimum: minimum["loss"])
        column = int(np.abs(np.array(landscape["x"]) - best["x"]).argmin())
        row = HEIGHT - 1 - int(np.abs(np.array(landscape["y"]) - best["y"]).argmin())
        if (standing_out > standing_out[row, column]).mean() < 0.1:
            found.append(surface["id"])
    assert len(found) >= 18


def test_the_picture_of_shared_links_is_the_map_at_night(client: httpx.Client) -> None:
    surface = next(one for one in client.get("/api/surfaces").json() if one["id"] == "himmelblau")
    landscape = landscape_of(client, surface)
    losses = np.array(landscape["loss"])[::-1]
    picture = map_picture(losses, contours=0)
    difference = np.abs(picture.astype(int) - drawn(landscape, "dark").astype(int))
    assert np.percentile(difference, 99) <= 3
