"""The lines that report a classifier's training."""

import pytest

from app.training.lines import SAMPLES, sample_indices


@pytest.mark.parametrize("count", [1, 2, 11, 12, 13, 360])
def test_each_test_example_is_followed_once_at_most(count: int) -> None:
    indices = sample_indices(count)
    assert len(indices) == len(set(indices)) == min(SAMPLES, count)
    assert indices == sorted(indices)
    assert indices[-1] < count


def test_they_are_spread() -> None:
    assert sample_indices(360) == list(range(0, 360, 30))
