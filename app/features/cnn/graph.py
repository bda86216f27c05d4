"""The network as an ONNX graph: its weights, with batch normalisation folded into convolution, and its layers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from app.features.cnn.architecture import CLASSES, FEATURES, LINEAR, SIDE, Block, Convolution, blocks
from app.features.cnn.checkpoint import BadCheckpointError

EPSILON = 1e-3
"""The epsilon of batch normalisation: TensorFlow's default, with which the network was trained."""


@dataclass(frozen=True, eq=False)
class Affine:
    """Kernels and biases of a layer, both float32."""

    kernels: NDArray[np.float32]
    """(outputs, inputs of each, height, width) of a convolution, (outputs, inputs) of a matrix."""
    biases: NDArray[np.float32]
    """(outputs,)"""


def folded(convolution: Convolution, tensors: Mapping[str, NDArray[Any]]) -> Affine:
    """Fold a batch normalisation into the convolution before it.

    γ (w∗x − μ) / √(σ² + ε) + β is a convolution with w γ / √(σ² + ε), to which β − μ γ / √(σ² + ε) is added
    (S. Ioffe and C. Szegedy, "Batch Normalization", 2015, section 3.1).

    Raises:
        BadCheckpointError: a tensor is not there, or of another shape or type than the architecture says.
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
        BadCheckpointError: as `folded` does.
    """
    kernels = _tensor(tensors, f"{LINEAR}.weight", (CLASSES, FEATURES))
    return Affine(kernels, _tensor(tensors, f"{LINEAR}.bias", (CLASSES,)))


def _tensor(tensors: Mapping[str, NDArray[Any]], name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    tensor = tensors.get(name)
    if tensor is None or tensor.shape != shape or tensor.dtype != np.float32:
        raise BadCheckpointError(f"The checkpoint has no float32 tensor {name} of shape {shape}.")
    return tensor


IMAGES, FEATURE_VECTORS, PROBABILITIES = "images", "features", "probabilities"
"""The names of the input and the outputs of the graph."""

_OPERATORS = 17
_FORMAT = 8
"""Versions of ONNX's operators and file format, old enough for every runtime version that we support."""
_SIX = "six"
_ZERO = "zero"


def network_graph(tensors: Mapping[str, NDArray[Any]]) -> ModelProto:
    """EfficientNet-Lite0 with the weights of a checkpoint.

    Its input is ``images`` (N, 3, 224, 224) float32, its outputs are ``features`` (N, 1280), the mean over space of the
    last convolution, and ``probabilities`` (N, 1000), both float32.

    Raises:
        BadCheckpointError: a tensor is not there, or of another shape or type than the architecture says.
    """
    graph = _Graph(tensors)
    values = IMAGES
    for block in blocks():
        values = graph.block(values, block)
    graph.classifier(values)
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "EfficientNet-Lite0",
            [helper.make_tensor_value_info(IMAGES, TensorProto.FLOAT, ["count", 3, SIDE, SIDE])],
            [
                helper.make_tensor_value_info(FEATURE_VECTORS, TensorProto.FLOAT, ["count", FEATURES]),
                helper.make_tensor_value_info(PROBABILITIES, TensorProto.FLOAT, ["count", CLASSES]),
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPERATORS)],
        ir_version=_FORMAT,
    )


class _Graph:
    """A graph under construction, node by node; every value has the name of the node that computes it."""

    def __init__(self, tensors: Mapping[str, NDArray[Any]]) -> None:
        self.tensors = tensors
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self.constant(_ZERO, np.array(0, np.float32))
        self.constant(_SIX, np.array(6, np.float32))

    def block(self, values: str, block: Block) -> str:
        result = values
        for convolution in block.convolutions:
            result = self.convolution(result, convolution)
        return self.node("Add", [values, result], f"{result}+") if block.residual else result

    def convolution(self, values: str, convolution: Convolution) -> str:
        name = convolution.name
        inputs = [values, *self.affine(name, folded(convolution, self.tensors))]
        stride = [convolution.stride] * 2
        result = self.node("Conv", inputs, name, group=convolution.groups, strides=stride, auto_pad="SAME_UPPER")
        return self.node("Clip", [result, _ZERO, _SIX], f"{name}.clipped") if convolution.clipped else result

    def classifier(self, values: str) -> None:
        pooled = self.node("GlobalAveragePool", [values], "pooled")
        features = self.node("Flatten", [pooled], FEATURE_VECTORS)
        scores = self.node("Gemm", [features, *self.affine(LINEAR, linear(self.tensors))], "scores", transB=1)
        self.node("Softmax", [scores], PROBABILITIES, axis=1)

    def affine(self, name: str, affine: Affine) -> list[str]:
        return [
            self.constant(f"{name}.kernels", affine.kernels),
            self.constant(f"{name}.biases", affine.biases),
        ]

    def constant(self, name: str, array: NDArray[np.float32]) -> str:
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def node(self, operator: str, inputs: list[str], name: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], **attributes))
        return name
