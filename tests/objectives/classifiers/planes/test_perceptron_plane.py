"""Arrays aligned to cache lines."""

import numpy as np
import pytest

from app.objectives.classifiers.planes import perceptron_plane
from app.objectives.classifiers.planes.perceptron_plane import add_losses, aligned, multiplications, padded
from tests.objectives.classifiers.planes.random_planes import MODELS, assert_losses_are_those_of_each_place


@pytest.mark.parametrize("shape", [(1,), (3, 8), (2, 5, 16), (7, 184)])
def test_arrays_are_zeros_that_begin_at_a_line(shape: tuple[int, ...]) -> None:
    array = aligned(shape)
    assert array.shape == shape
    assert not array.any()
    assert array.flags.c_contiguous
    assert array.ctypes.data % 64 == 0


def test_rows_are_padded_to_whole_lines() -> None:
    assert [padded(length) for length in (1, 8, 9, 180)] == [8, 8, 16, 184]


@pytest.mark.parametrize("reach", [1.0, 30.0, 1e4])
@pytest.mark.parametrize(("examples", "cached"), [(184, 60_000), (8, 300), (8, 1)])
def test_losses_are_those_of_each_place_near_and_far(
    monkeypatch: pytest.MonkeyPatch, reach: float, examples: int, cached: int
) -> None:
    monkeypatch.setattr(perceptron_plane, "EXAMPLES", examples)
    monkeypatch.setattr(perceptron_plane, "CACHED", cached)
    x, y = np.linspace(-reach, 0.7 * reach, 5), np.linspace(0, reach, 4)
    assert_losses_are_those_of_each_place(add_losses, "mlp", x, y, count=30)


def test_the_cost_is_a_product_for_each_unit_and_class_and_a_few_operations_more() -> None:
    assert multiplications(MODELS["mlp"][0]) == 5 * (3 + 2)
