"""EfficientNet-Lite0: the sequence of its convolutions, and their names in the checkpoint.

It is the baseline network B0 of M. Tan and Q. V. Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural
Networks" (2019), table 1, made for small devices: without squeeze and excitation, and with ReLU6 instead of swish.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

SIDE = 224
"""The side of the network's input images, in pixels."""
CLASSES = 1000
FEATURES = 1280
"""The number of channels of the last convolution."""
LINEAR = "_fc"
"""The name of the layer from features to classes."""

_STEM = 32


@dataclass(frozen=True)
class Convolution:
    """A convolution and the batch normalisation that follows it; padded with zeros so that stride 1 keeps the size.

    If a stride of 2 needs an odd number of zeros, the extra one is below and to the right (TensorFlow's "same").
    """

    name: str
    """The name in the checkpoint."""
    normalization: str
    """The name of the batch normalisation in the checkpoint."""
    inputs: int
    """Channels."""
    outputs: int
    """Channels."""
    side: int
    """The side of the kernel."""
    stride: int
    groups: int
    """1, or the number of channels for a depthwise convolution."""
    clipped: bool
    """Whether min(max(x, 0), 6) follows (ReLU6)."""

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """The shape of the kernels: outputs, inputs of each, height, width."""
        return self.outputs, self.inputs // self.groups, self.side, self.side


@dataclass(frozen=True)
class Block:
    """A sequence of convolutions; its input may be added to its output."""

    convolutions: tuple[Convolution, ...]
    residual: bool


@dataclass(frozen=True)
class _Stage:
    """Inverted bottlenecks (M. Sandler et al., "MobileNetV2", 2018) of equal width; the first has the stride."""

    expansion: int
    side: int
    stride: int
    outputs: int
    blocks: int


_STAGES = (
    _Stage(expansion=1, side=3, stride=1, outputs=16, blocks=1),
    _Stage(expansion=6, side=3, stride=2, outputs=24, blocks=2),
    _Stage(expansion=6, side=5, stride=2, outputs=40, blocks=2),
    _Stage(expansion=6, side=3, stride=2, outputs=80, blocks=3),
    _Stage(expansion=6, side=5, stride=1, outputs=112, blocks=3),
    _Stage(expansion=6, side=5, stride=2, outputs=192, blocks=4),
    _Stage(expansion=6, side=3, stride=1, outputs=320, blocks=1),
)


def blocks() -> Iterator[Block]:
    """The network from the image to the features: the stem, 16 bottlenecks, the head."""
    stem = Convolution("_conv_stem", "_bn0", inputs=3, outputs=_STEM, side=3, stride=2, groups=1, clipped=True)
    yield Block((stem,), residual=False)
    numbers = count()
    channels = _STEM
    for stage in _STAGES:
        for index in range(stage.blocks):
            stride = stage.stride if index == 0 else 1
            yield _bottleneck(f"_blocks.{next(numbers)}", channels, stage, stride)
            channels = stage.outputs
    yield Block((_pointwise("_conv_head", "_bn1", channels, FEATURES, clipped=True),), residual=False)


def _bottleneck(name: str, inputs: int, stage: _Stage, stride: int) -> Block:
    """An inverted bottleneck: expansion of the channels, depthwise convolution, projection to few channels."""
    wide = inputs * stage.expansion
    expand = _pointwise(f"{name}._expand_conv", f"{name}._bn0", inputs, wide, clipped=True)
    spread = Convolution(
        f"{name}._depthwise_conv",
        f"{name}._bn1",
        inputs=wide,
        outputs=wide,
        side=stage.side,
        stride=stride,
        groups=wide,
        clipped=True,
    )
    project = _pointwise(f"{name}._project_conv", f"{name}._bn2", wide, stage.outputs, clipped=False)
    convolutions = (spread, project) if stage.expansion == 1 else (expand, spread, project)
    return Block(convolutions, residual=stride == 1 and inputs == stage.outputs)


def _pointwise(name: str, normalization: str, inputs: int, outputs: int, *, clipped: bool) -> Convolution:
    """A convolution that mixes the channels of each pixel."""
    return Convolution(name, normalization, inputs, outputs, side=1, stride=1, groups=1, clipped=clipped)
