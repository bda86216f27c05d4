"""From the parts of an uploaded archive to a data set."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from app.datasets.archive_faults import ArchiveFault, UnfitArchive
from app.datasets.image_archive import Part, Rejected
from app.datasets.labelled import LabelledImages, Split
from app.datasets.stratified import stratified
from app.interruption import checkpoint

FEWEST_IMAGES = 2
"""Of a class: one to learn from, one to test on."""
FEWEST_CLASSES = 2


class UnfitClasses(UnfitArchive):
    """The images are of too few classes or too many."""

    def __init__(self, fault: ArchiveFault, rejected: Sequence[Rejected]) -> None:
        super().__init__(fault)
        self.rejected = rejected


def assembled(parts: Sequence[Part], most_classes: int) -> tuple[Split[LabelledImages], list[Rejected]]:
    """The images of all parts as a data set, four fifths of each class to learn from, and what is no part of it.

    Classes are in the order of their names. The only image of a class is rejected.

    Raises:
        UnfitClasses: fewer than 2 classes have 2 images, or more than ``most_classes`` have.
    """
    names = [name for part in parts for name in part.names]
    of_image = np.array([name for part in parts for name in part.classes], dtype=object)
    counts = Counter(of_image)
    classes = tuple(sorted(name for name, count in counts.items() if count >= FEWEST_IMAGES))
    used = np.array([counts[name] >= FEWEST_IMAGES for name in of_image], bool)
    rejected = [entry for part in parts for entry in part.rejected]
    rejected += [Rejected(names[place], ArchiveFault("only_image")) for place in np.flatnonzero(~used)]
    if len(classes) < FEWEST_CLASSES:
        fewest: dict[str, str | int] = {"classes": FEWEST_CLASSES, "images": FEWEST_IMAGES}
        raise UnfitClasses(ArchiveFault("too_few_classes", fewest), rejected)
    if len(classes) > most_classes:
        too_many: dict[str, str | int] = {"classes": len(classes), "most": most_classes}
        raise UnfitClasses(ArchiveFault("too_many_classes", too_many), rejected)
    checkpoint()
    images = np.concatenate([part.images for part in parts])
    checkpoint()
    images = images[used]
    indices = {name: label for label, name in enumerate(classes)}
    labels = np.array([indices[name] for name in of_image[used]], np.int64)
    return stratified(LabelledImages(images, labels, classes)), rejected
