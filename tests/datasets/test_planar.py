"""Points of the plane in classes that curves separate and no line does."""

from collections.abc import Callable

import numpy as np
import pytest

from app.datasets.labelled import LabelledPoints, Split
from app.datasets.planar import TEST, TRAIN, circles, moons, spirals

Maker = Callable[[], Split[LabelledPoints]]

SETS = pytest.mark.parametrize(
    ("make", "classes"),
    [(spirals, ("first", "second", "third")), (moons, ("upper", "lower")), (circles, ("outer", "inner"))],
)


@SETS
def test_classes_and_sizes(make: Maker, classes: tuple[str, ...]) -> None:
    split = make()
    for part, count in ((split.train, TRAIN), (split.test, TEST)):
        assert part.classes == classes
        assert part.points.shape == (count * len(classes), 2)
        assert part.points.dtype == np.float64
        assert part.labels.dtype == np.int64
        np.testing.assert_array_equal(np.bincount(part.labels), [count] * len(classes))
        assert np.abs(part.points).max() < 3


@SETS
def test_they_are_the_same_each_time_and_the_parts_differ(make: Maker, classes: tuple[str, ...]) -> None:
    split, again = make(), make()
    np.testing.assert_array_equal(split.train.points, again.train.points)
    np.testing.assert_array_equal(split.test.points, again.test.points)
    assert not np.isin(split.train.points, split.test.points).any()


def least_squares_accuracy(train: LabelledPoints, test: LabelledPoints) -> float:
    """The share of ``test`` that the linear classifier fitted to ``train`` by least squares gets right."""
    inputs, others = (np.column_stack([part.points, np.ones(len(part.points))]) for part in (train, test))
    weights = np.linalg.lstsq(inputs, np.eye(len(train.classes))[train.labels], rcond=None)[0]
    return float(np.mean((others @ weights).argmax(axis=1) == test.labels))


def nearest_accuracy(train: LabelledPoints, test: LabelledPoints) -> float:
    """The share of ``test`` whose nearest neighbour in ``train`` is of its class."""
    distances = np.linalg.norm(test.points[:, None] - train.points[None], axis=-1)
    return float(np.mean(train.labels[distances.argmin(axis=1)] == test.labels))


@SETS
def test_no_line_parts_them_but_a_curve_does(make: Maker, classes: tuple[str, ...]) -> None:
    split = make()
    assert least_squares_accuracy(split.train, split.train) < 0.92
    assert least_squares_accuracy(split.train, split.test) < 0.92
    assert nearest_accuracy(split.train, split.test) > 0.94
