"""The hinge of a linear classifier on a plane."""

import numpy as np
import pytest

from app.objectives.classifiers.planes import hinge_plane
from app.objectives.classifiers.planes.hinge_plane import add_losses, multiplications
from tests.objectives.classifiers.planes.random_planes import MODELS, assert_losses_are_those_of_each_place


@pytest.mark.parametrize(("examples", "cached"), [(256, 40_000), (7, 100), (1, 1)])
def test_losses_are_those_of_each_place_however_they_are_cut(
    monkeypatch: pytest.MonkeyPatch, examples: int, cached: int
) -> None:
    monkeypatch.setattr(hinge_plane, "EXAMPLES", examples)
    monkeypatch.setattr(hinge_plane, "CACHED", cached)
    assert_losses_are_those_of_each_place(add_losses, "svm", np.linspace(-2, 1, 5), np.linspace(0, 3, 4))


def test_about_three_operations_for_each_class() -> None:
    assert multiplications(MODELS["svm"][0]) == 9
