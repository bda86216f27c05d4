"""Parting labelled images into those to learn from and those to test on."""

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import LabelledImages, Split
from app.interruption import checkpoint

TEST_SHARE = 0.2


def stratified(whole: LabelledImages, seed: int = 0) -> Split[LabelledImages]:
    """A fifth of each class for tests, rounded, but at least one; the rest to learn from. Both are shuffled.

    Args:
        whole: with at least 2 images of each class.
        seed: of the draw and the order.
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
