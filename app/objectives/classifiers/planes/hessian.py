"""The directions in which a loss bends most: the leading eigenvectors of its Hessian.

The Hessian is never written down. Its products with vectors are differences of gradients, and the eigenvectors are
those of its projection onto a space that grows by what they lack (block Lanczos with full orthogonalisation: Golub and
Van Loan, Matrix Computations, section 10.3). Two at a time, so that equal eigenvalues are found as often as they occur.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.objectives.classifiers.planes.long_vectors import combinations, orthonormal, products
from app.objectives.classifiers.planes.plane import Double
from app.objectives.protocol import Objective

STEP = 1e-6
"""How far apart the gradients are, either way; small, since a ReLU's kink in between is an error."""

TOLERANCE = 1e-6
"""The remainders H·v − λ·v that are left, as a share of the largest |λ|."""

MOST_ROUNDS = 60
"""Of two products each; few Hessians need half as many."""

MOST_PRODUCTS = 2 * MOST_ROUNDS


@dataclass(frozen=True, eq=False)
class Eigenpairs:
    """The two largest eigenvalues of a Hessian.

    Attributes:
        values: (2,) float64, the largest first.
        vectors: (2, d) float64, orthogonal and of length 1.
    """

    values: Double
    vectors: Double


def hessian_product(objective: Objective, weights: Double, vector: Double) -> Double:
    """The Hessian at ``weights`` (d,) times a vector (d,) of length 1, by central differences of the gradient."""
    ahead, behind = objective.gradient(weights + STEP * vector), objective.gradient(weights - STEP * vector)
    product: Double = (ahead - behind) / (2 * STEP)
    return product


def leading_eigenpairs(objective: Objective, weights: Double, starts: Double) -> Iterator[int | Eigenpairs]:
    """The two largest eigenvalues of the Hessian at ``weights`` and their eigenvectors.

    Args:
        weights: (d,) float64, d ≥ 2.
        starts: (2, d), random: nothing is found that is orthogonal to them and to all that follows from them.

    Yields:
        After each product how many there were, then the pairs, to ``TOLERANCE`` unless ``MOST_ROUNDS`` are over.
    """
    most = min(MOST_PRODUCTS, weights.size)
    basis, images, projected = np.empty((most, weights.size)), np.empty((most, weights.size)), np.empty((most, most))
    remainders, count = starts, 0
    while count < most:
        added = orthonormal(basis[:count], remainders)
        new = slice(count, count + len(added))
        basis[new] = added
        for index in range(new.start, new.stop):
            images[index] = hessian_product(objective, weights, basis[index])
            yield index + 1
        count = new.stop
        projected[:count, new] = products(basis[:count], images[new])
        projected[new, :count] = products(basis[new], images[:count])
        square = projected[:count, :count]
        every, mixtures = np.linalg.eigh((square + square.T) / 2)
        values, chosen = every[:-3:-1].copy(), mixtures[:, :-3:-1].T
        vectors = combinations(chosen, basis[:count])
        remainders = combinations(chosen, images[:count]) - values[:, np.newaxis] * vectors
        if np.linalg.norm(remainders, axis=1).max() <= TOLERANCE * np.abs(every).max():
            break
    yield Eigenpairs(values, vectors)
