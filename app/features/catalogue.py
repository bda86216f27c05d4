"""The features of images that classifiers learn from."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.features.vectors import Vectors, as_rgb, color_vectors, hog_vectors, pixel_vectors

Images = NDArray[np.uint8]


@dataclass(frozen=True)
class ImageFeature:
    """A feature that a classifier can learn from.

    Attributes:
        id: its name in requests.
        compute: turns images (N, H, W, 1 or 3) into vectors (N, length), each from its own image alone; None for a slow
            feature, which `app.training.slow_features` computes with progress.
    """

    id: str
    compute: Callable[[Images], Vectors] | None


def _color(images: Images) -> Vectors:
    return color_vectors(as_rgb(images))


def _hog(images: Images) -> Vectors:
    return hog_vectors(as_rgb(images))


FEATURES: dict[str, ImageFeature] = {
    feature.id: feature
    for feature in (
        ImageFeature("pixels", pixel_vectors),
        ImageFeature("color", _color),
        ImageFeature("hog", _hog),
        ImageFeature("words", None),
        ImageFeature("cnn", None),
    )
}
"""The features by id, in the order in which several of them are concatenated."""
