"""A fifth of each class is kept for tests."""

import numpy as np
import pytest

from app.datasets.labelled import LabelledImages
from app.datasets.stratified import stratified


def numbered(*counts: int) -> LabelledImages:
    """Images that are told apart by their one pixel, so many of each class."""
    images = np.arange(sum(counts), dtype=np.uint8).reshape(-1, 1, 1, 1)
    return LabelledImages(images, np.repeat(np.arange(len(counts)), counts), tuple(map(str, range(len(counts)))))


@pytest.mark.parametrize(("count", "test"), [(2, 1), (3, 1), (5, 1), (8, 2), (10, 2), (100, 20)])
def test_each_class_is_in_both_parts(count: int, test: int) -> None:
    whole = numbered(count, 2, count)
    split = stratified(whole)
    np.testing.assert_array_equal(np.bincount(split.test.labels), [test, 1, test])
    np.testing.assert_array_equal(np.bincount(split.train.labels), [count - test, 1, count - test])
    seen = np.concatenate([split.train.images, split.test.images]).ravel()
    np.testing.assert_array_equal(np.sort(seen), whole.images.ravel())
    for part in (split.train, split.test):
        np.testing.assert_array_equal(part.labels, whole.labels[part.images.ravel()])


def test_the_order_is_shuffled_by_the_seed() -> None:
    whole = numbered(50, 50)
    split, again, other = stratified(whole), stratified(whole), stratified(whole, seed=1)
    assert not np.array_equal(split.train.labels, np.sort(split.train.labels))
    np.testing.assert_array_equal(split.train.images, again.train.images)
    assert not np.array_equal(split.train.images, other.train.images)
