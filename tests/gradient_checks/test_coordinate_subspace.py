"""Sections in which a few of many weights vary."""

import numpy as np
import pytest

from app.gradient_checks.coordinate_subspace import MAX_DIMENSIONS, Section, sampled_dimensions
from tests.gradient_checks.claims import SMOOTH

BEALE = SMOOTH["beale"]


def test_a_section_is_the_objective_with_the_other_weights_held() -> None:
    weights = np.array([1.0, 2.0])
    section = Section(BEALE, weights, np.array([1]))
    moved = np.array([1.0, -0.5])
    assert (section.dimensions, section.point.tolist()) == (1, [2.0])
    assert section.loss(moved[1:]) == BEALE.loss(moved)
    assert section.gradient(moved[1:]) == BEALE.gradient(moved)[1:]
    assert weights.tolist() == [1.0, 2.0]


@pytest.mark.parametrize("dimensions", [1, 2, 32, 33, 650, 10**6])
def test_sampled_dimensions_exist_once_each(dimensions: int) -> None:
    sample = sampled_dimensions(dimensions, 0).tolist()
    assert sample == sorted(set(sample))
    assert 0 <= sample[0] <= sample[-1] < dimensions
    assert min(dimensions, 16) <= len(sample) <= MAX_DIMENSIONS


def test_each_seed_samples_other_dimensions() -> None:
    assert sampled_dimensions(650, 1).tolist() == sampled_dimensions(650, 1).tolist()
    assert sampled_dimensions(650, 1).tolist() != sampled_dimensions(650, 2).tolist()


def test_up_to_32_dimensions_are_all_checked() -> None:
    assert sampled_dimensions(32, 0).tolist() == list(range(32))
    drawn = sampled_dimensions(10_000, 0)
    assert 28 <= len(drawn) <= 32
    assert drawn.tolist() == sorted(set(drawn.tolist()))
