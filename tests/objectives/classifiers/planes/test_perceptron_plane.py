"""Arrays aligned to cache lines."""

import pytest

from app.objectives.classifiers.planes.perceptron_plane import aligned, padded


@pytest.mark.parametrize("shape", [(1,), (3, 8), (2, 5, 16), (7, 184)])
def test_arrays_are_zeros_that_begin_at_a_line(shape: tuple[int, ...]) -> None:
    array = aligned(shape)
    assert array.shape == shape
    assert not array.any()
    assert array.flags.c_contiguous
    assert array.ctypes.data % 64 == 0


def test_rows_are_padded_to_whole_lines() -> None:
    assert [padded(length) for length in (1, 8, 9, 180)] == [8, 8, 16, 184]
