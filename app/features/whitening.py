"""Whitening: a linear map after which no pixel foretells its neighbour."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint

EPSILON = 0.1


@dataclass(frozen=True, eq=False)
class Whitening:
    """Vectors v become (v − mean) · matrix.

    Attributes:
        mean: (length,) float32.
        matrix: (length, length) float32, symmetric and positive definite.
    """

    mean: NDArray[np.float32]
    matrix: NDArray[np.float32]

    def whitened(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Vectors (…, length) as whitened ones of the same shape."""
        whitened: NDArray[np.float32] = np.matmul(vectors - self.mean, self.matrix, dtype=np.float32)
        return whitened

    def unwhitened(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """The vectors (…, length) that become these when whitened."""
        return np.linalg.solve(self.matrix, vectors.T).T.astype(np.float32) + self.mean


def whitening_of(vectors: NDArray[np.float32]) -> Whitening:
    """The ZCA whitening that vectors (count, length) call for.

    Of all maps that make directions alike it changes the vectors least, so that they still look like patches:
    V (D + 0.1)^(−1/2) Vᵀ with the eigenvectors V and eigenvalues D of the covariance. The 0.1 keeps directions in which
    hardly anything happens from being blown up. From A. Coates and A. Y. Ng, "Learning Feature Representations with
    K-means" (2012), section 2.
    """
    checkpoint()
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    checkpoint()
    covariance = centred.T @ centred / np.float32(len(vectors))
    checkpoint()
    values, directions = np.linalg.eigh(covariance.astype(np.float64))
    matrix = (directions / np.sqrt(np.maximum(values, 0.0) + EPSILON)) @ directions.T
    return Whitening(mean, matrix.astype(np.float32))
