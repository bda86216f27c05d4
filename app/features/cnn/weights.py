"""The network's numbers: taken from the checkpoint by name and shape, batch normalisation folded into convolution."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.features.cnn.architecture import CLASSES, FEATURES, LINEAR, Convolution
from app.features.cnn.checkpoint import BadCheckpoint

EPSILON = 1e-3
"""Of batch normalisation, as TensorFlow has it by default and the network was trained with."""


@dataclass(frozen=True, eq=False)
class Affine:
    """Kernels and what is added to each output; both float32."""

    kernels: NDArray[np.float32]
    """(outputs, inputs of each, height, width) of a convolution, (outputs, inputs) of a matrix."""
    biases: NDArray[np.float32]
    """(outputs,)"""


def folded(convolution: Convolution, tensors: Mapping[str, NDArray[Any]]) -> Affine:
    """A convolution that does what convolution and batch normalisation do one after the other.

    γ (w∗x − μ) / √(σ² + ε) + β is a convolution with w γ / √(σ² + ε), to which β − μ γ / √(σ² + ε) is added
    (S. Ioffe and C. Szegedy, "Batch Normalization", 2015, section 3.1).

    Raises:
        BadCheckpoint: a tensor is not there, or of another shape or type than the architecture says.
    """
    kernels = _tensor(tensors, f"{convolution.name}.weight", convolution.shape)
    gamma, beta, mean, variance = (
        _tensor(tensors, f"{convolution.normalization}.{name}", (convolution.outputs,))
        for name in ("weight", "bias", "running_mean", "running_var")
    )
    scale = gamma / np.sqrt(variance + np.float32(EPSILON))
    return Affine(kernels * scale[:, None, None, None], beta - mean * scale)


def linear(tensors: Mapping[str, NDArray[Any]]) -> Affine:
    """The layer from features to classes.

    Raises:
        BadCheckpoint: as `folded` does.
    """
    kernels = _tensor(tensors, f"{LINEAR}.weight", (CLASSES, FEATURES))
    return Affine(kernels, _tensor(tensors, f"{LINEAR}.bias", (CLASSES,)))


def _tensor(tensors: Mapping[str, NDArray[Any]], name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    tensor = tensors.get(name)
    if tensor is None or tensor.shape != shape or tensor.dtype != np.float32:
        raise BadCheckpoint(f"The checkpoint has no float32 tensor {name} of shape {shape}.")
    return tensor
