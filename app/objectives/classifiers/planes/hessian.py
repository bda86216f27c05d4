"""The directions in which a loss bends most: the leading eigenvectors of its Hessian.

The Hessian is never written down. Its products with vectors are differences of gradients, and the eigenvectors are
those of its projection onto a space that grows by what they lack (block Lanczos with full orthogonalisation: Golub and
Van Loan, Matrix Computations, section 10.3). Two at a time, so that equal eigenvalues are found as often as they occur;
in pieces, so that the work can stop between any two.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

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
    basis = images = np.empty((0, weights.size))
    added = _orthonormal(basis, starts)
    for _ in range(MOST_ROUNDS):
        basis = np.concatenate([basis, added])
        for vector in added:
            images = np.concatenate([images, [hessian_product(objective, weights, vector)]])
            yield len(images)
        projected = basis @ images.T
        every, mixtures = np.linalg.eigh((projected + projected.T) / 2)
        values, chosen = every[:-3:-1].copy(), mixtures[:, :-3:-1].T
        vectors = chosen @ basis
        remainders = chosen @ images - values[:, np.newaxis] * vectors
        added = _orthonormal(basis, remainders)
        if np.linalg.norm(remainders, axis=1).max() <= TOLERANCE * np.abs(every).max() or not len(added):
            break
    yield Eigenpairs(values, vectors)


def _orthonormal(basis: Double, vectors: Double) -> Double:
    """Vectors of length 1, orthogonal to each other and to a basis, that add ``vectors`` to what it spans.

    As many as vectors, or fewer where there are no more dimensions.
    """
    columns, _ = np.linalg.qr(np.concatenate([basis, vectors]).T)
    added: Double = columns[:, len(basis) :].T
    return added
