"""Assemble the parts of an uploaded archive into a data set, split by class into training and test examples."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.datasets.image_archive import ArchiveFault, Part, Rejected, UnusableArchiveError
from app.datasets.labelled import LabelledImages, Split
from app.interruption import checkpoint

TEST_SHARE = 0.2


def stratified(whole: LabelledImages, seed: int = 0) -> Split[LabelledImages]:
    """Split off a fifth of each class for testing, rounded, but at least one; shuffle both parts.

    Args:
        whole: images with at least 2 of each class.
        seed: the seed of the split and the order.
    """
    random = np.random.default_rng(seed)
    order = random.permutation(len(whole.labels))
    in_test = np.zeros(len(order), bool)
    for label in range(len(whole.classes)):
        places = np.flatnonzero(whole.labels[order] == label)
        in_test[places[: max(1, round(TEST_SHARE * len(places)))]] = True
    return Split(_selected(whole, order[~in_test]), _selected(whole, order[in_test]))


def _selected(whole: LabelledImages, places: NDArray[np.intp]) -> LabelledImages:
    checkpoint()
    return LabelledImages(whole.images[places], whole.labels[places], whole.classes)


MIN_IMAGES = 2
"""The minimum number of images of a class: one for training, one for testing."""
MIN_CLASSES = 2


class UnusableClassesError(UnusableArchiveError):
    """The images have too few or too many classes."""

    def __init__(self, fault: ArchiveFault, rejected: Sequence[Rejected]) -> None:
        super().__init__(fault)
        self.rejected = rejected


def assembled(parts: Sequence[Part], max_classes: int) -> tuple[Split[LabelledImages], list[Rejected]]:
    """Join the images of all parts into a data set, four fifths of each class for training; list the rejected members.

    Classes are in the order of their names. An image that is the only one of its class is rejected.

    Raises:
        UnusableClassesError: fewer than 2 classes have 2 images, or more than ``max_classes`` have.
    """
    names = [name for part in parts for name in part.names]
    of_image = np.array([name for part in parts for name in part.classes], dtype=object)
    counts = Counter(of_image)
    classes = tuple(sorted(name for name, count in counts.items() if count >= MIN_IMAGES))
    used = np.array([counts[name] >= MIN_IMAGES for name in of_image], bool)
    rejected = [entry for part in parts for entry in part.rejected]
    rejected += [Rejected(names[place], ArchiveFault("only_image")) for place in np.flatnonzero(~used)]
    if len(classes) < MIN_CLASSES:
        minimums: dict[str, str | int] = {"classes": MIN_CLASSES, "images": MIN_IMAGES}
        raise UnusableClassesError(ArchiveFault("too_few_classes", minimums), rejected)
    if len(classes) > max_classes:
        too_many: dict[str, str | int] = {"classes": len(classes), "most": max_classes}
        raise UnusableClassesError(ArchiveFault("too_many_classes", too_many), rejected)
    checkpoint()
    images = np.concatenate([part.images for part in parts])
    checkpoint()
    images = images[used]
    indices = {name: label for label, name in enumerate(classes)}
    labels = np.array([indices[name] for name in of_image[used]], np.int64)
    return stratified(LabelledImages(images, labels, classes)), rejected
