"""The hinge of a linear classifier on a plane."""

import numpy as np
import pytest

from app.objectives.classifiers.planes import hinge_plane
from app.objectives.classifiers.planes.hinge_plane import add_losses, multiplications
from tests.objectives.classifiers.planes.random_planes import MODELS, classifier, plane


@pytest.mark.parametrize(("examples", "cached"), [(256, 40_000), (7, 100), (1, 1)])
def test_losses_are_those_of_each_place_however_they_are_cut(
    monkeypatch: pytest.MonkeyPatch, examples: int, cached: int
) -> None:
    monkeypatch.setattr(hinge_plane, "EXAMPLES", examples)
    monkeypatch.setattr(hinge_plane, "CACHED", cached)
    loss, on = classifier("svm", count=20), plane("svm")
    x, y = np.linspace(-2, 1, 5), np.linspace(0, 3, 4)
    total = np.ones((4, 5))
    done = list(add_losses(loss, on, x, y, total))
    assert sum(done) == 20 * 5 * 4
    for row, up in enumerate(y):
        for column, aside in enumerate(x):
            weights = on.at(aside, up)
            expected = 20 * (loss.loss(weights) - loss.penalty(weights))
            assert total[row, column] - 1 == pytest.approx(expected, rel=1e-10)


def test_about_three_operations_for_each_class() -> None:
    assert multiplications(MODELS["svm"][0]) == 9
