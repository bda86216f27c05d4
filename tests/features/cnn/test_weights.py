"""The network's weights are those that the architecture asks for."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.features.cnn.architecture import blocks
from app.features.cnn.checkpoint import BadCheckpoint
from app.features.cnn.weights import folded, linear
from tests.features.cnn.weights import installed_tensors

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
    with pytest.raises(BadCheckpoint, match=name):
        folded(CONVOLUTIONS[0], {**installed_tensors(), name: tensor})


def test_a_missing_tensor_is_named() -> None:
    with pytest.raises(BadCheckpoint, match=r"_conv_stem\.weight"):
        folded(CONVOLUTIONS[0], {})


def test_classes_of_another_number_are_refused() -> None:
    with pytest.raises(BadCheckpoint, match=r"_fc\.weight"):
        linear({**installed_tensors(), "_fc.weight": np.zeros((10, 1280), np.float32)})
