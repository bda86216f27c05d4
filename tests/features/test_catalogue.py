"""The features that a classifier can learn from."""

import numpy as np
import pytest

from app.features.catalogue import CATALOGUE, FEATURES, JoinedFeatures
from app.features.vectors import color_vectors, hog_vectors, pixel_vectors
from tests.features.pictures import noise

GREYS = noise(16, 16)[None, ..., :1]
RGB = np.repeat(GREYS, 3, axis=-1)


def test_features_are_concatenated_in_this_order() -> None:
    assert list(FEATURES) == ["pixels", "color", "hog", "words", "cnn"]
    assert [feature.compute is None for feature in FEATURES.values()] == [False, False, False, True, True]


def test_what_takes_long_is_not_quick_alone_or_joined() -> None:
    quick = {entry.id: entry.is_quick for entry in CATALOGUE}
    assert quick == {"pixels": True, "color": True, "hog": True, "hog+color": True, "words": False, "cnn": False}
    assert not JoinedFeatures("hog+words", CATALOGUE[0].name, CATALOGUE[0].meaning).is_quick


@pytest.mark.parametrize(("feature", "reference"), [("color", color_vectors), ("hog", hog_vectors)])
def test_greys_are_read_as_colours(feature: str, reference: object) -> None:
    compute = FEATURES[feature].compute
    assert compute is not None
    assert callable(reference)
    np.testing.assert_array_equal(compute(GREYS), reference(RGB))
    np.testing.assert_array_equal(compute(RGB), reference(RGB))


def test_pixels_are_read_as_they_are() -> None:
    assert FEATURES["pixels"].compute is pixel_vectors
