"""The network's weights match the architecture."""

from functools import cache, reduce
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, checker, helper
from onnxruntime import InferenceSession

from app.features.cnn.architecture import Block, blocks
from app.features.cnn.checkpoint import BadCheckpointError
from app.features.cnn.graph import folded, linear, network_graph
from app.features.cnn.network import network_inputs
from app.features.cnn.reading import cnn_reading
from tests.features.cnn.weights import installed_tensors
from tests.features.pictures import PHOTOGRAPHS, PICTURES

CONVOLUTIONS = [convolution for block in blocks() for convolution in block.convolutions]


def test_every_tensor_of_the_checkpoint_has_its_place() -> None:
    used = {f"{convolution.name}.weight" for convolution in CONVOLUTIONS} | {"_fc.weight", "_fc.bias"}
    for convolution in CONVOLUTIONS:
        used |= {f"{convolution.normalization}.{name}" for name in ("weight", "bias", "running_mean", "running_var")}
    assert {name for name in installed_tensors() if not name.endswith("num_batches_tracked")} == used


def test_a_folded_convolution_is_one_that_is_normalised() -> None:
    head = CONVOLUTIONS[-1]
    tensors = installed_tensors()
    gamma, beta, mean, variance = (
        tensors[f"_bn1.{name}"].astype(np.float64) for name in ("weight", "bias", "running_mean", "running_var")
    )
    pixels = np.random.default_rng(0).normal(size=(320, 7))
    convolved = tensors["_conv_head.weight"][:, :, 0, 0] @ pixels
    normalized = gamma[:, None] * (convolved - mean[:, None]) / np.sqrt(variance + 1e-3)[:, None] + beta[:, None]
    affine = folded(head, tensors)
    ours = affine.kernels[:, :, 0, 0] @ pixels + affine.biases[:, None]
    np.testing.assert_allclose(ours, normalized, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("name", "tensor"),
    [
        ("_conv_stem.weight", np.zeros((32, 3, 5, 5), np.float32)),
        ("_conv_stem.weight", np.zeros((32, 3, 3, 3), np.int64)),
        ("_bn0.running_var", np.zeros(31, np.float32)),
    ],
)
def test_a_tensor_of_another_kind_is_refused(name: str, tensor: NDArray[Any]) -> None:
    with pytest.raises(BadCheckpointError, match=name):
        folded(CONVOLUTIONS[0], {**installed_tensors(), name: tensor})


def test_a_missing_tensor_is_named() -> None:
    with pytest.raises(BadCheckpointError, match=r"_conv_stem\.weight"):
        folded(CONVOLUTIONS[0], {})


def test_classes_of_another_number_are_refused() -> None:
    with pytest.raises(BadCheckpointError, match=r"_fc\.weight"):
        linear({**installed_tensors(), "_fc.weight": np.zeros((10, 1280), np.float32)})


BLOCKS = list(blocks())


@cache
def seen(picture: str) -> dict[str, NDArray[np.float32]]:
    """The outputs of every convolution before clipping, for a photograph."""
    model = network_graph(installed_tensors())
    names = [convolution.name for convolution in CONVOLUTIONS]
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names)
    session = InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    outputs = session.run(names, {"images": network_inputs(PICTURES[picture][None])})
    return {name: output[0] for name, output in zip(names, outputs, strict=True)}


def convolved(values: NDArray[np.float64], kernels: NDArray[np.float64], stride: int) -> NDArray[np.float64]:
    """A convolution by its definition, padded as TensorFlow pads; each channel by itself if kernels have one."""
    channels, height, width = values.shape
    side = kernels.shape[-1]
    rows, columns = -(-height // stride), -(-width // stride)
    missing = max(0, (rows - 1) * stride + side - height), max(0, (columns - 1) * stride + side - width)
    padded = np.pad(values, [(0, 0), *((less // 2, less - less // 2) for less in missing)])
    result = np.zeros((len(kernels), rows, columns))
    for y in range(side):
        for x in range(side):
            moved = padded[:, y : y + stride * rows : stride, x : x + stride * columns : stride]
            if kernels.shape[1] == channels:
                result += np.tensordot(kernels[:, :, y, x], moved, 1)
            else:
                result += kernels[:, 0, y, x, None, None] * moved
    return result


def stored(name: str) -> NDArray[np.float64]:
    """A tensor of the checkpoint in double precision."""
    return installed_tensors()[name].astype(np.float64)


def through(values: NDArray[np.float64], block: Block) -> NDArray[np.float64]:
    """A block by its definition, from the checkpoint's own numbers."""
    result = values
    for convolution in block.convolutions:
        result = convolved(result, stored(f"{convolution.name}.weight"), convolution.stride)
        gamma, beta, mean, variance = (
            stored(f"{convolution.normalization}.{name}")[:, None, None]
            for name in ("weight", "bias", "running_mean", "running_var")
        )
        result = gamma * (result - mean) / np.sqrt(variance + 1e-3) + beta
        if convolution.clipped:
            result = np.clip(result, 0, 6)
    return values + result if block.residual else result


def test_the_network_is_what_it_is_defined_to_be() -> None:
    image = PICTURES["cat"][None]
    features = reduce(through, BLOCKS, network_inputs(image)[0].astype(np.float64)).mean(axis=(1, 2))
    scores = stored("_fc.weight") @ features + stored("_fc.bias")
    reading = cnn_reading(image)
    np.testing.assert_allclose(reading.features[0], features, rtol=0, atol=1e-4)
    np.testing.assert_allclose(reading.probabilities[0], np.exp(scores) / np.exp(scores).sum(), rtol=0, atol=1e-5)


def test_photographs_look_to_every_layer_like_what_it_was_taught_with() -> None:
    """Normalised, each channel of a layer has mean β and deviation |γ| over the training pictures.

    A shortcut, a clipping or a normalisation in the wrong place shows here at once.
    """
    for convolution in CONVOLUTIONS:
        values = np.stack([seen(picture)[convolution.name] for picture in PHOTOGRAPHS])
        gamma, beta = (installed_tensors()[f"{convolution.normalization}.{name}"] for name in ("weight", "bias"))
        spread = np.abs(gamma)
        assert 0.5 < np.median(values.std(axis=(0, 2, 3)) / spread) < 1.5, convolution.name
        assert np.median(np.abs(values.mean(axis=(0, 2, 3)) - beta) / spread) < 0.6, convolution.name


def test_the_graph_is_a_correct_one_of_its_format() -> None:
    model = network_graph(installed_tensors())
    checker.check_model(model, full_check=True)
    operators = [node.op_type for node in model.graph.node]
    assert {operator: operators.count(operator) for operator in operators} == {
        "Conv": 49,
        "Clip": 33,
        "Add": 9,
        "GlobalAveragePool": 1,
        "Flatten": 1,
        "Gemm": 1,
        "Softmax": 1,
    }


def test_space_is_halved_five_times() -> None:
    sides = [seen("cat")[block.convolutions[-1].name].shape[-1] for block in BLOCKS]
    assert sides == [112, 112, 56, 56, 28, 28, 14, 14, 14, 14, 14, 14, 7, 7, 7, 7, 7, 7]
