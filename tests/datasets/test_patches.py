"""The data set that needs no network: crops of photographs, training and test cut from separate halves."""

import numpy as np

from app.datasets.patches import SIDE, patches, textures
from app.datasets.photographs import PHOTOGRAPHS


def test_the_split_is_balanced_and_the_same_each_time() -> None:
    split, again = patches(train=20, test=5), patches(train=20, test=5)
    for part, count in ((split.train, 20), (split.test, 5)):
        assert part.images.shape == (10 * count, SIDE, SIDE, 3)
        assert part.images.dtype == np.uint8
        assert part.classes == tuple(photograph.id for photograph in PHOTOGRAPHS)
        np.testing.assert_array_equal(np.bincount(part.labels), [count] * 10)
    np.testing.assert_array_equal(split.train.images, again.train.images)
    assert not np.array_equal(split.train.images, patches(train=20, test=5, seed=1).train.images)


def test_textures_are_grey() -> None:
    split = textures(train=5, test=2)
    assert split.train.classes == ("brick", "grass", "gravel")
    assert split.train.images.shape == (15, SIDE, SIDE, 3)
    assert (split.train.images == split.train.images[..., :1]).all()


def contains(pixels: np.ndarray, crop: np.ndarray) -> bool:
    windows = np.lib.stride_tricks.sliding_window_view(pixels, crop.shape[:2], axis=(0, 1))
    return bool((windows == np.moveaxis(crop, -1, 0)).all(axis=(2, 3, 4)).any())


def test_no_pixel_is_in_both_parts() -> None:
    split = patches(train=2, test=2)
    cat = [photograph.id for photograph in PHOTOGRAPHS].index("cat")
    pixels = PHOTOGRAPHS[cat].pixels()
    middle = pixels.shape[1] // 2
    for part, half, other in (
        (split.train, pixels[:, :middle], pixels[:, middle:]),
        (split.test, pixels[:, middle:], pixels[:, :middle]),
    ):
        for crop in part.images[part.labels == cat]:
            assert contains(half, crop)
            assert not contains(other, crop)
