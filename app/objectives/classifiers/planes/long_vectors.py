"""Linear algebra with a few long vectors, some of their entries at a time, so that it may be interrupted."""

from collections.abc import Iterator

import numpy as np

from app.interruption import checkpoint
from app.objectives.classifiers.planes.plane import Double

NUMBERS = 1 << 19
"""That are worked on at a time."""

PASSES = 3
"""How often vectors are made orthogonal to a basis, since little may be left of one after the first time."""


def entry_ranges(count: int, length: int) -> Iterator[slice]:
    """Ranges that hold all the entries of ``count`` vectors of a length, with a checkpoint before each."""
    width = max(1, NUMBERS // max(1, count))
    for first in range(0, length, width):
        checkpoint()
        yield slice(first, first + width)


def products(vectors: Double, others: Double) -> Double:
    """The scalar products of vectors (m, d) with others (n, d): (m, n)."""
    sums = np.zeros((len(vectors), len(others)))
    for entries in entry_ranges(len(vectors) + len(others), vectors.shape[1]):
        sums += vectors[:, entries] @ others[:, entries].T
    return sums


def combinations(coefficients: Double, vectors: Double) -> Double:
    """Linear combinations of vectors (k, d) with coefficients (m, k): (m, d)."""
    combined = np.empty((len(coefficients), vectors.shape[1]))
    for entries in entry_ranges(sum(coefficients.shape), vectors.shape[1]):
        np.matmul(coefficients, vectors[:, entries], out=combined[:, entries])
    return combined


def orthonormal(basis: Double, vectors: Double) -> Double:
    """Vectors of length 1, orthogonal to each other and to a basis, that add ``vectors`` to what it spans.

    Args:
        basis: (k, d), orthonormal; k < d.
        vectors: (m, d), m ≥ 1; one that the basis spans already is replaced by any other direction.

    Returns:
        As many as vectors, or fewer where there are no more dimensions.
    """
    added = vectors[: basis.shape[1] - len(basis)]
    for _ in range(PASSES):
        columns, _ = np.linalg.qr((added - combinations(products(added, basis), basis)).T)
        added = columns.T
    return added
