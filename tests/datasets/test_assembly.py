"""A fifth of each class is split off for testing."""

import numpy as np
import pytest

from app.datasets.assembly import UnusableClassesError, assembled, stratified
from app.datasets.image_archive import ArchiveFault, Part, Rejected
from app.datasets.labelled import LabelledImages


def numbered(*counts: int) -> LabelledImages:
    """Images that differ in their one pixel, ``counts`` of each class."""
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


WHY = ArchiveFault("empty")


def part(*classes: str, rejected: int = 0) -> Part:
    """Images whose pixels all equal the length of their class's name."""
    images = np.array([np.full((32, 32, 3), len(name), np.uint8) for name in classes]).reshape(-1, 32, 32, 3)
    names = tuple(f"{name}/{place}" for place, name in enumerate(classes))
    return Part(images, classes, names, tuple(Rejected(str(number), WHY) for number in range(rejected)))


def test_labels_are_places_among_the_sorted_names() -> None:
    split, rejected = assembled([part("dog", "cats", "dog"), part(), part("cats", "dog", "cats")], 50)
    assert split.train.classes == split.test.classes == ("cats", "dog")
    assert rejected == []
    for half, count in ((split.train, 2), (split.test, 1)):
        np.testing.assert_array_equal(np.bincount(half.labels), [count, count])
        np.testing.assert_array_equal(half.images[:, 0, 0, 0], np.where(half.labels == 0, 4, 3))


def test_the_only_image_of_a_class_is_rejected() -> None:
    split, rejected = assembled([part("a", "bb", "ccc", rejected=1), part("a", "bb")], 50)
    assert split.train.classes == ("a", "bb")
    assert rejected == [Rejected("0", WHY), Rejected("ccc/2", ArchiveFault("only_image"))]


@pytest.mark.parametrize("parts", [[part()], [part("a", "a")], [part("a", "b"), part("c")], [part("a", "a", "b")]])
def test_two_classes_of_two_images_are_needed(parts: list[Part]) -> None:
    with pytest.raises(UnusableClassesError, match="2 folders or more"):
        assembled(parts, 50)


def test_there_may_be_too_many_classes() -> None:
    with pytest.raises(UnusableClassesError, match="has 4 folders of images: at most 3"):
        assembled([part("a", "b", "c", "d")] * 2, 3)
