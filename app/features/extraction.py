"""All that is read from one image file: the features of a request, as arrays."""

from dataclasses import dataclass
from typing import Literal, get_args

import cv2
import numpy as np
from numpy.typing import NDArray

from app.features.cnn.reading import CnnReading, cnn_reading
from app.features.codebook import Codebook
from app.features.color import channel_histograms, greys, hue_histogram, joint_histogram
from app.features.decoding import decode
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from app.features.pixels import PixelSummary, summary
from app.features.sift import Keypoints, keypoints

DesignedFeature = Literal["pixels", "color", "hog", "sift", "words"]
"""What people thought of."""
DESIGNED: tuple[DesignedFeature, ...] = get_args(DesignedFeature)

Feature = Literal[DesignedFeature, "cnn"]
"""And what a network learned, for which an extra must be installed."""


@dataclass(frozen=True)
class HogSettings:
    """How histograms of oriented gradients are made."""

    cell: int = 8
    """Side of a cell in pixels."""
    block: int = 2
    """Side of a block in cells."""
    orientations: int = 9


@dataclass(frozen=True, eq=False)
class WordsSettings:
    """How an image is read in visual words."""

    id: str
    """Of the codebook."""
    codebook: Codebook
    stride: int | None = None
    """Pixels from a patch to the next; the codebook's own if None."""
    soft: bool = False
    """Whether a patch counts for every word that is near (Coates and Ng's triangle) rather than for the nearest."""
    quadrants: bool = False
    """Whether the four quarters of the image are counted apart."""


@dataclass(frozen=True)
class Extraction:
    """What is wanted of an image, and how large it may be."""

    features: frozenset[Feature]
    max_pixels: int
    """More are refused."""
    sift_pixels: int
    """An image of more is scaled down before keypoints are sought."""
    max_keypoints: int
    """Of more, those with the highest contrast are kept."""
    words_pixels: int
    """An image of more is scaled down before it is read in words."""
    words: WordsSettings | None = None
    """Required if words are wanted."""
    hog: HogSettings = HogSettings()
    joint_bins: int = 4
    """Parts of each channel in the joint colour histogram."""


@dataclass(frozen=True)
class ColorFeatures:
    """How much of each colour; all counts of pixels, int64."""

    channels: NDArray[np.int64]
    """(3, 256), of red, green and blue."""
    hue: NDArray[np.int64]
    """(36,)"""
    greys: int
    """Those of the first hue that have none."""
    joint: NDArray[np.int64]
    """(bins, bins, bins)"""


@dataclass(frozen=True)
class HogFeatures:
    """Histograms of oriented gradients."""

    settings: HogSettings
    histograms: NDArray[np.float32]
    """(rows, columns, orientations), of cells."""

    def length(self) -> int:
        """Of the descriptor."""
        rows, columns, _ = self.histograms.shape
        block = self.settings.block
        blocks: int = max(0, rows - block + 1) * max(0, columns - block + 1)
        return blocks * block * block * self.settings.orientations

    def descriptor(self) -> NDArray[np.float32]:
        """The normalised blocks as one vector."""
        return self._blocks().ravel()

    def normalized(self) -> NDArray[np.float32]:
        """The cells as the blocks see them; (0, 0, orientations) where there is no block."""
        normalized: NDArray[np.float32] = cells_of_blocks(self._blocks())[0]
        return normalized

    def _blocks(self) -> NDArray[np.float32]:
        return block_descriptors(self.histograms[None], self.settings.block)


@dataclass(frozen=True)
class SiftFeatures:
    """Keypoints, placed in the whole image."""

    scale: float
    """By how much the image was scaled before they were sought; 1 or less."""
    keypoints: Keypoints


@dataclass(frozen=True, eq=False)
class WordsFeatures:
    """An image in visual words."""

    settings: WordsSettings
    scale: float
    """By how much the image was scaled before it was read; 1 or less."""
    words: NDArray[np.int32]
    """(rows, columns), the word of each patch."""
    vector: NDArray[np.int32] | NDArray[np.float32]
    """The encoding that was asked for: (words,), or (4·words,) in quadrants."""

    @property
    def step(self) -> int:
        """Pixels of the scaled image from a patch to the next."""
        return self.settings.stride or self.settings.codebook.reader.step

    def histogram(self) -> NDArray[np.int64]:
        """How often each word occurs: (words,)."""
        return np.bincount(self.words.ravel(), minlength=len(self.settings.codebook))


@dataclass(frozen=True)
class ImageFeatures:
    """What was read from an image; features that were not wanted are None."""

    width: int
    height: int
    format: str
    pixels: PixelSummary | None
    color: ColorFeatures | None
    hog: HogFeatures | None
    sift: SiftFeatures | None
    words: WordsFeatures | None
    cnn: CnnReading | None
    """Of one image."""


def extract(content: bytes, wanted: Extraction) -> ImageFeatures:
    """Decode an image file and compute what is wanted.

    Raises:
        NotAnImageError, TooManyPixelsError, BrokenImageError: as `decode` does.
        CnnNotInstalledError: the network is wanted and not installed.
    """
    decoded = decode(content, wanted.max_pixels)
    image = decoded.pixels
    height, width, _ = image.shape
    return ImageFeatures(
        width,
        height,
        decoded.format,
        pixels=summary(image) if "pixels" in wanted.features else None,
        color=_color(image, wanted.joint_bins) if "color" in wanted.features else None,
        hog=_hog(image, wanted.hog) if "hog" in wanted.features else None,
        sift=_sift(image, wanted) if "sift" in wanted.features else None,
        words=_words(image, wanted.words, wanted.words_pixels) if wanted.words else None,
        cnn=cnn_reading(image[None]) if "cnn" in wanted.features else None,
    )


def _color(image: NDArray[np.uint8], joint_bins: int) -> ColorFeatures:
    images = image[None]
    return ColorFeatures(
        channel_histograms(images)[0],
        hue_histogram(images)[0],
        int(greys(images)[0]),
        joint_histogram(images, joint_bins)[0],
    )


def _hog(image: NDArray[np.uint8], settings: HogSettings) -> HogFeatures:
    return HogFeatures(settings, cell_histograms(image[None], settings.cell, settings.orientations)[0])


def _sift(image: NDArray[np.uint8], wanted: Extraction) -> SiftFeatures:
    smaller = scaled_down(image, wanted.sift_pixels)
    scale = max(smaller.shape) / max(image.shape)
    return SiftFeatures(scale, keypoints(smaller, wanted.max_keypoints).scaled(1 / scale))


def _words(image: NDArray[np.uint8], settings: WordsSettings, max_pixels: int) -> WordsFeatures:
    smaller = scaled_down(image, max_pixels)
    scale = max(smaller.shape) / max(image.shape)
    codebook, stride = settings.codebook, settings.stride
    encode = {
        (False, False): codebook.counts,
        (False, True): codebook.quadrant_counts,
        (True, False): codebook.triangles,
        (True, True): codebook.quadrant_triangles,
    }[settings.soft, settings.quadrants]
    return WordsFeatures(settings, scale, codebook.words_of(smaller, stride), encode(smaller[None], stride)[0])


def scaled_down(image: NDArray[np.uint8], max_pixels: int) -> NDArray[np.uint8]:
    """The image with at most so many pixels, each the mean of those it stands for; itself if it is small enough."""
    height, width, _ = image.shape
    if height * width <= max_pixels:
        return image
    factor = (max_pixels / (height * width)) ** 0.5
    size = max(1, int(width * factor)), max(1, int(height * factor))
    smaller: NDArray[np.uint8] = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return smaller
