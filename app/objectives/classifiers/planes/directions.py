"""Linear algebra with a few long vectors, computed range by range so that it can be interrupted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint
from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes.plane import Double
from app.objectives.protocol import Objective

NUMBERS = 1 << 19
"""The number of values processed between two checkpoints."""

PASSES = 3
"""The number of orthogonalization passes, since little may be left of a vector after the first one."""


def entry_ranges(count: int, length: int) -> Iterator[slice]:
    """Yield ranges that cover the entries of ``count`` vectors of a length, with a checkpoint before each."""
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
    """Extend an orthonormal basis by unit vectors so that it also spans ``vectors``.

    Args:
        basis: (k, d), orthonormal; k < d.
        vectors: (m, d), m ≥ 1; a vector that the basis spans already is replaced by some other direction.

    Returns:
        One unit vector for each of ``vectors``, or fewer if there are no more dimensions.
    """
    added = vectors[: basis.shape[1] - len(basis)]
    for _ in range(PASSES):
        columns, _ = np.linalg.qr((added - combinations(products(added, basis), basis)).T)
        added = columns.T
    return added


Normalization = Literal["filter", "layer", "none"]


def normalised(direction: Double, weights: Double, network: Network, normalization: Normalization) -> Double:
    """Scale each part of a direction to the length of the same part of the weights (Li et al. 2018, section 4).

    A filter is a row of a layer's matrix, including its bias. Multiplying a filter by a number, and dividing the
    weights that read its output by the same number, leaves the function of a ReLU network unchanged but changes its
    landscape along unnormalised directions. It hardly changes the landscape along filter-normalised ones: only the
    biases of the next layer are not divided.

    Args:
        direction: (d,), drawn at random, no part of which is zero.
        weights: (d,); where a part of them is zero, the same part of the result is zero.
        normalization: which parts are scaled: each ``filter``, each ``layer``, or ``none``, which leaves the direction
            unchanged.

    Returns:
        (d,) float64.
    """
    if normalization == "none":
        return direction
    scaled = direction.copy()
    parts_in_a_row = 1 if normalization == "filter" else None
    for to_scale, like in zip(network.matrices(scaled), network.matrices(weights), strict=True):
        if to_scale.size:
            to_scale *= _length(like, parts_in_a_row) / _length(to_scale, parts_in_a_row)
    return scaled


def _length(matrix: Double, axis: int | None) -> Double:
    """The norm of each row (axis 1), or of the whole matrix (axis None)."""
    squares: Double = (matrix**2).sum(axis=axis, keepdims=True)
    return np.sqrt(squares)


class NoDirectionsError(Exception):
    """The path never left its end, so it has no directions."""


def principal_directions(path: NDArray[np.floating[Any]]) -> Double:
    """The two directions that explain the largest share of the squared distances of a path's points from its end.

    Args:
        path: (k, d), the end last; d ≥ 2.

    Returns:
        (2, d) float64, orthogonal and of length 1, turned so that the path begins at coordinates that are not negative.
        If the path is straight, the second is any direction across it.

    Raises:
        NoDirectionsError: all points are the end.
    """
    # The transposed offsets are orthonormal columns times a triangular matrix with k columns (QR), so their singular
    # value decomposition follows from that of the small triangular matrix.
    triangle = np.empty((0, len(path)))
    for entries in entry_ranges(*path.shape):
        rows = np.concatenate([triangle, _offsets(path, entries).T])
        triangle = cast(Double, np.linalg.qr(rows, mode="r"))
    if not triangle.any():
        raise NoDirectionsError
    _, _, mixtures = np.linalg.svd(triangle)
    leading = np.empty((2, path.shape[1]))
    for entries in entry_ranges(*path.shape):
        leading[:, entries] = mixtures[:2] @ _offsets(path, entries)
    columns, _ = np.linalg.qr(leading.T)
    directions: Double = columns.T
    directions[directions @ _offsets(path[[0, -1]], slice(None))[0] < 0] *= -1
    return directions


def _offsets(path: NDArray[np.floating[Any]], entries: slice) -> Double:
    """The offsets of a path's points from its end, for some entries."""
    offsets: Double = path[:, entries].astype(np.float64) - path[-1, entries]
    return offsets


STEP = 1e-6
"""The step of the central difference of gradients; small, since a ReLU's kink inside it causes an error."""

TOLERANCE = 1e-6
"""The accepted residual H·v − λ·v, as a share of the largest |λ|."""

MAX_ROUNDS = 60
"""The maximum number of rounds, of two products each; few Hessians need half as many."""

MAX_PRODUCTS = 2 * MAX_ROUNDS


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
        starts: (2, d), random: an eigenvector orthogonal to the Krylov space of these vectors is never found.

    Yields:
        The number of products so far after each product, then the pairs, accurate to ``TOLERANCE`` unless
        ``MAX_ROUNDS`` were used up.
    """
    size = min(MAX_PRODUCTS, weights.size)
    basis, images, projected = np.empty((size, weights.size)), np.empty((size, weights.size)), np.empty((size, size))
    remainders, count = starts, 0
    while count < size:
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
