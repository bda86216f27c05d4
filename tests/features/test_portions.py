"""Computing some rows at a time gives the same result as all at once."""

import numpy as np
import pytest

from app.features.kmeans import means_by_label
from app.features.portions import MAX_STRIP_PIXELS, in_groups, strips
from app.features.vectors import color_vectors, hog_vectors, pixel_vectors
from app.interruption import checkpoints

IMAGES = np.random.default_rng(0).integers(0, 256, (23, 32, 32, 3), dtype=np.uint8)


@pytest.mark.parametrize("read", [pixel_vectors, color_vectors, hog_vectors])
@pytest.mark.parametrize("at_once", [1, 10, 23, 100])
def test_features_do_not_depend_on_the_groups(read: object, at_once: int) -> None:
    assert callable(read)
    np.testing.assert_array_equal(in_groups(read, IMAGES, at_once), read(IMAGES))


def test_there_is_a_checkpoint_between_groups() -> None:
    met = 0

    def hook() -> None:
        nonlocal met
        met += 1

    with checkpoints(hook):
        in_groups(pixel_vectors, IMAGES, 5)
    assert met == 4


@pytest.mark.parametrize("points", [1, 50, 10**6])
def test_means_do_not_depend_on_how_many_points_are_added_up_at_a_time(
    monkeypatch: pytest.MonkeyPatch, points: int
) -> None:
    monkeypatch.setattr("app.features.kmeans.POINTS", points)
    random = np.random.default_rng(1)
    vectors, labels = random.normal(size=(500, 7)).astype(np.float32), random.integers(0, 40, 500).astype(np.int32)
    labels[labels == 3] = 4
    means, counts = means_by_label(vectors, labels, 45)
    for label in range(45):
        won = vectors[labels == label]
        assert counts[label] == len(won)
        expected = won.astype(np.float64).mean(axis=0) if len(won) else np.zeros(7)
        np.testing.assert_allclose(means[label], expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("count", "height", "width", "multiple"),
    [(1, 4, 4, 1), (5, 8, 8, 4), (3, 600, 1100, 1), (3, 600, 1100, 8), (300, 32, 32, 8), (2, 7, 1 << 17, 7)],
)
def test_strips_hold_every_row_of_every_image_once(count: int, height: int, width: int, multiple: int) -> None:
    seen = np.zeros((count, height), int)
    for part in strips(count, height, width, multiple):
        seen[part.images, part.rows] += 1
        images, rows = part.images.stop - part.images.start, part.rows.stop - part.rows.start
        assert rows % multiple == 0
        assert images * rows * width <= max(MAX_STRIP_PIXELS, multiple * width)
    assert (seen == 1).all()
