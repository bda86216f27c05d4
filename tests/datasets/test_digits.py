"""The handwritten digits that scikit-learn installs, always in the same two parts."""

import hashlib

import numpy as np
import pytest
from sklearn.datasets import load_digits

from app.datasets.digits import digits
from app.datasets.labelled import LabelledImages, Split

PARTS = ("train", "test")


@pytest.fixture(scope="module")
def split() -> Split[LabelledImages]:
    return digits()


def test_every_digit_is_in_one_part(split: Split[LabelledImages]) -> None:
    assert split.train.images.shape == (1437, 8, 8, 1)
    assert split.test.images.shape == (360, 8, 8, 1)
    inks, labels = load_digits(return_X_y=True)
    levels = np.rint(inks * 255 / 16).astype(np.uint8).reshape(-1, 64)
    ours = [
        (int(label), image.tobytes())
        for part in PARTS
        for label, image in zip(getattr(split, part).labels, getattr(split, part).images, strict=True)
    ]
    assert sorted(ours) == sorted((int(label), image.tobytes()) for label, image in zip(labels, levels, strict=True))


@pytest.mark.parametrize("part", PARTS)
def test_images_are_levels_and_labels_are_indices(split: Split[LabelledImages], part: str) -> None:
    labelled: LabelledImages = getattr(split, part)
    assert labelled.images.dtype == np.uint8
    assert labelled.labels.dtype == np.int64
    assert labelled.classes == tuple("0123456789")
    assert (labelled.images.min(), labelled.images.max()) == (0, 255)


def test_each_class_has_the_same_share_in_both_parts(split: Split[LabelledImages]) -> None:
    train, test = (np.bincount(getattr(split, part).labels, minlength=10) for part in PARTS)
    np.testing.assert_allclose(test, (train + test) * 360 / 1797, atol=1)


def test_the_parts_never_change(split: Split[LabelledImages]) -> None:
    content = b"".join(getattr(split, part).labels.tobytes() + getattr(split, part).images.tobytes() for part in PARTS)
    assert hashlib.sha256(content).hexdigest()[:16] == "21ed466d465d8f57"
