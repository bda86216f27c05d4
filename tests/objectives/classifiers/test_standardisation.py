"""Scaling in parts is scaling at once, to the last bit."""

import numpy as np
import pytest

from app.objectives.classifiers import standardisation
from app.objectives.classifiers.standardisation import Standardisation


@pytest.mark.parametrize("numbers", [1, 700, 10**7])
@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 64])
def test_the_parts_do_not_matter(monkeypatch: pytest.MonkeyPatch, numbers: int, length: int) -> None:
    monkeypatch.setattr(standardisation, "NUMBERS", numbers)
    inputs = np.random.default_rng(0).normal(3, 2, (211, length)).astype(np.float32)
    inputs[:, 0] = 1.5
    scale = Standardisation.of(inputs)
    mean, deviation = inputs.mean(axis=0, dtype=np.float64), inputs.std(axis=0, dtype=np.float64)
    deviation[0] = 1
    np.testing.assert_array_equal(scale.mean, mean)
    np.testing.assert_array_equal(scale.deviation, deviation)
    np.testing.assert_array_equal(scale.applied(inputs), ((inputs - mean) / deviation).astype(np.float32))
