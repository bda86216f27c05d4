"""The features of a data set as standardised vectors."""

import numpy as np
import pytest

from app.features.vectors import color_vectors, hog_vectors, pixel_vectors
from app.training import inputs
from app.training.inputs import FeatureMatrices, feature_matrices, input_length, quick_vectors
from tests.training.tasks import images, points

IMAGES = images(230, 40, (32, 32, 3))


def matrices(features: tuple[str, ...]) -> FeatureMatrices:
    (found,) = feature_matrices(IMAGES, features, "some")
    assert isinstance(found, FeatureMatrices)
    return found


@pytest.mark.parametrize("rows", [1, 100, 1000])
def test_several_features_stand_side_by_side(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(inputs, "ROWS_AT_ONCE", rows)
    found = matrices(("color", "hog"))
    for part, images_of_part in ((found.train, IMAGES.train.images), (found.test, IMAGES.test.images)):
        joined = np.concatenate([color_vectors(images_of_part), hog_vectors(images_of_part)], axis=1)
        expected = (joined - found.scale.mean) / found.scale.deviation
        np.testing.assert_allclose(part, expected, rtol=1e-5, atol=1e-5)
    assert found.seconds > 0
    assert found.bytes == found.train.nbytes + found.test.nbytes


def test_the_test_part_is_scaled_like_the_training_part() -> None:
    found = matrices(("pixels",))
    np.testing.assert_allclose(found.train.mean(axis=0), 0, atol=1e-4)
    np.testing.assert_allclose(found.train.std(axis=0), 1, atol=1e-4)
    values = pixel_vectors(IMAGES.test.images)
    np.testing.assert_allclose(found.test, (values - found.scale.mean) / found.scale.deviation, atol=1e-5)


def test_points_are_their_own_features() -> None:
    (found,) = feature_matrices(points(), ("pixels",), "some")
    assert isinstance(found, FeatureMatrices)
    back = found.train * found.scale.deviation + found.scale.mean
    np.testing.assert_allclose(back, points().train.points, rtol=1e-5)
    back = found.test * found.scale.deviation + found.scale.mean
    np.testing.assert_allclose(back, points().test.points, rtol=1e-5)
    assert found.seconds == 0
    assert input_length(points(), ("pixels",)) == 2


@pytest.mark.parametrize("features", [("pixels",), ("color", "hog"), ("pixels", "color", "hog")])
def test_the_length_is_known_before(features: tuple[str, ...]) -> None:
    assert input_length(IMAGES, features) == matrices(features).train.shape[1]


def test_slow_features_have_a_known_length_too() -> None:
    assert input_length(IMAGES, ("cnn",)) == 1280
    assert input_length(IMAGES, ("color", "words")) == 36 + 4 * 1000


def test_the_groups_leave_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = quick_vectors("hog", IMAGES.train.images)
    monkeypatch.setattr(inputs, "IMAGES_AT_ONCE", 7)
    np.testing.assert_array_equal(quick_vectors("hog", IMAGES.train.images), expected)
