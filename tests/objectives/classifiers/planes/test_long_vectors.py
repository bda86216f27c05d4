"""Linear algebra with long vectors, cut into parts, against numpy's at once."""

import numpy as np
import pytest

from app.objectives.classifiers.planes import long_vectors
from app.objectives.classifiers.planes.long_vectors import combinations, orthonormal, products
from app.objectives.classifiers.planes.principal import principal_directions

RANDOM = np.random.default_rng(0)
VECTORS, OTHERS = RANDOM.normal(size=(5, 301)), RANDOM.normal(size=(3, 301))


@pytest.fixture(autouse=True, params=[1, 100, 10**6])
def _numbers_at_a_time(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_vectors, "NUMBERS", request.param)


def test_products_and_combinations() -> None:
    np.testing.assert_allclose(products(VECTORS, OTHERS), VECTORS @ OTHERS.T, rtol=1e-12)
    coefficients = RANDOM.normal(size=(2, 5))
    np.testing.assert_allclose(combinations(coefficients, VECTORS), coefficients @ VECTORS, rtol=1e-12)
    assert combinations(np.empty((2, 0)), VECTORS[:0]).tolist() == np.zeros((2, 301)).tolist()


def test_what_is_added_to_a_basis_is_orthogonal_to_it_and_spans_the_vectors() -> None:
    basis = orthonormal(VECTORS[:0], VECTORS)
    np.testing.assert_allclose(basis @ basis.T, np.eye(5), atol=1e-14)
    added = orthonormal(basis, OTHERS)
    together = np.concatenate([basis, added])
    np.testing.assert_allclose(together @ together.T, np.eye(8), atol=1e-14)
    np.testing.assert_allclose((OTHERS @ together.T) @ together, OTHERS, rtol=1e-10)


@pytest.mark.parametrize("vector", [VECTORS[2], 1e-12 * VECTORS[3], np.zeros(301)], ids=["in", "hardly", "nothing"])
def test_a_vector_that_adds_nothing_is_replaced(vector: np.ndarray) -> None:
    basis = orthonormal(VECTORS[:0], VECTORS)
    together = np.concatenate([basis, orthonormal(basis, np.stack([vector, OTHERS[0]]))])
    np.testing.assert_allclose(together @ together.T, np.eye(7), atol=1e-13)


def test_there_are_no_more_than_the_dimensions() -> None:
    basis = orthonormal(np.empty((0, 4)), RANDOM.normal(size=(3, 4)))
    assert orthonormal(basis, RANDOM.normal(size=(2, 4))).shape == (1, 4)


def test_principal_directions_are_those_of_the_whole_path() -> None:
    path = RANDOM.normal(size=(20, 301)).cumsum(axis=0).astype(np.float32)
    offsets = path.astype(np.float64) - path[-1]
    _, _, expected = np.linalg.svd(offsets, full_matrices=False)
    found = principal_directions(path)
    np.testing.assert_allclose(np.abs((found * expected[:2]).sum(axis=1)), 1, atol=1e-12)
