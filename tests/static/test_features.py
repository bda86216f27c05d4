"""Pages count and compare image features exactly as the server does."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.features.color import channel_histograms, hue_bins, hue_histogram, joint_histogram
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from tests.features.pictures import PICTURES, noise
from tests.static.node import call

FEATURES = "static/js/core/features"
OUTCOMES = "static/js/core/lesson/feature-outcomes.js"
COFFEE = PICTURES["coffee"]


def shuffled(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The pixels of an image in another order."""
    return np.random.default_rng(0).permutation(image.reshape(-1, 3)).reshape(image.shape)


def color(image: NDArray[np.uint8]) -> dict[str, object]:
    """The colour histograms of an image as the server answers them."""
    red, green, blue = channel_histograms(image[None])[0].tolist()
    return {
        "rgb": {"r": red, "g": green, "b": blue},
        "hue": hue_histogram(image[None])[0].tolist(),
        "joint": joint_histogram(image[None], 4)[0].tolist(),
    }


def hog(image: NDArray[np.uint8]) -> dict[str, Any]:
    """The HOG of an image as the server answers it."""
    histograms = cell_histograms(image[None])
    return {
        "histogram": histograms[0].tolist(),
        "normalized": cells_of_blocks(block_descriptors(histograms))[0].tolist(),
    }


CHANGED = {"as_is": COFFEE, "shuffled": shuffled(COFFEE), "half": COFFEE // 2}


def test_hues_are_binned_as_the_server_bins_them() -> None:
    image = noise(30, 30)
    image[:5] = image[:5, :, :1]
    bins = call("tests/static/pixels.js", "hueBins", image.reshape(-1, 3).tolist())
    assert bins == hue_bins(image[None], 36).ravel().tolist()


def test_pictures_have_in_common_what_the_moment_says() -> None:
    cat, other_order, half = (
        call(f"{FEATURES}/similarity.js", "overlaps", color(COFFEE), color(image))
        for image in (PICTURES["cat"], CHANGED["shuffled"], CHANGED["half"])
    )
    assert (cat["hue"], cat["joint"]) == pytest.approx((0.79, 0.27), abs=0.005)
    assert other_order == pytest.approx({"rgb": 1, "hue": 1, "joint": 1})
    assert (half["hue"], half["joint"]) == pytest.approx((0.99, 0.23), abs=0.005)


def test_gradients_of_pixels_are_those_that_are_counted() -> None:
    image = noise(16, 16)
    opaque = np.full((16, 16, 1), 255, np.uint8)
    data = np.concatenate([image, opaque], axis=-1).ravel().tolist()
    size, part = {"width": 16, "height": 16}, {"left": 8, "top": 0, "side": 8}
    found = call(f"{FEATURES}/hog.js", "pixelGradients", data, size, part)
    gradients = np.array([[gradient["dx"], gradient["dy"]] for gradient in found])
    degrees = np.rad2deg(np.arctan2(gradients[:, 1], gradients[:, 0])) % 180
    votes = np.bincount((degrees // 20).astype(int), np.hypot(*gradients.T), 9) / 64
    np.testing.assert_allclose(votes, cell_histograms(image[None])[0, 0, 1], rtol=1e-5)


def test_half_the_brightness_keeps_the_edges_and_a_shuffle_does_not() -> None:
    coffee = COFFEE[:160, :160]
    one, half, noisy = (
        np.ravel(hog(image)["normalized"]).tolist() for image in (coffee, coffee // 2, shuffled(coffee))
    )
    assert call(f"{FEATURES}/similarity.js", "cosine", one, half) > 0.95
    assert call(f"{FEATURES}/similarity.js", "cosine", one, noisy) < 0.8


def test_a_shuffle_leaves_all_hues() -> None:
    outcome = call(OUTCOMES, "huesOutcome", {change: color(image) for change, image in CHANGED.items()})
    assert outcome == {"answer": "all", "values": {"hue": "100.0 %", "hue_half": "98.9 %", "rgb_half": "23.2 %"}}


def test_half_the_light_leaves_the_edges() -> None:
    outcome = call(OUTCOMES, "edgesOutcome", {change: hog(image) for change, image in CHANGED.items()})
    assert outcome == {
        "answer": "alike",
        "values": {"light": "0.98", "length": "1.00", "raw": "0.50", "shuffled": "0.70"},
    }
