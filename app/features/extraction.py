"""Extraction of the requested features from one image file, as arrays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.features.catalogue import FEATURES, Images
from app.features.cnn.reading import CnnReading, cnn_reading
from app.features.codebook import Codebook
from app.features.color import channel_histograms, greys, hue_histogram, joint_histogram
from app.features.decoding import decode
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from app.features.pixels import PixelSummary, summary
from app.features.sift import Keypoints, keypoints
from app.features.vectors import Vectors

DESIGNED = ("pixels", "color", "hog", "sift", "words")
"""Features designed by people."""
_OWN_ANSWER = {*DESIGNED, "cnn"}

VECTOR_FEATURES: dict[str, Callable[[Images], Vectors]] = {
    feature.id: feature.compute for feature in FEATURES.values() if feature.compute and feature.id not in _OWN_ANSWER
}
"""The features of the catalogue that are extracted only as their vectors."""

ALL_FEATURES = (*DESIGNED, *VECTOR_FEATURES, "cnn")
"""The ids of all features; those of a network need an extra to be installed."""


@dataclass(frozen=True)
class HogSettings:
    """The parameters of histograms of oriented gradients."""

    cell: int = 8
    """The side of a cell in pixels."""
    block: int = 2
    """The side of a block in cells."""
    orientations: int = 9


@dataclass(frozen=True, eq=False)
class WordsSettings:
    """The parameters for reading an image in visual words."""

    id: str
    """The id of the codebook."""
    codebook: Codebook
    stride: int | None = None
    """The pixels from one patch to the next; the codebook's own if None."""
    soft: bool = False
    """Whether a patch counts for every nearby word (Coates and Ng's triangle encoding), not only for the nearest."""
    quadrants: bool = False
    """Whether the four quadrants of the image are counted separately."""


@dataclass(frozen=True)
class Extraction:
    """The features requested of an image, and its size limits."""

    features: frozenset[str]
    """Ids out of `ALL_FEATURES`."""
    max_pixels: int
    """The maximum number of pixels; larger images are refused."""
    sift_pixels: int
    """The number of pixels to which a larger image is scaled down before keypoints are detected."""
    max_keypoints: int
    """The maximum number of keypoints; of more, those with the highest contrast are returned."""
    words_pixels: int
    """The number of pixels to which a larger image is scaled down before it is read in words."""
    words: WordsSettings | None = None
    """The parameters of words, required if words are requested."""
    hog: HogSettings = HogSettings()
    joint_bins: int = 4
    """The number of bins of each channel in the joint colour histogram."""


@dataclass(frozen=True)
class ColorFeatures:
    """Colour histograms; all entries are counts of pixels, int64."""

    channels: NDArray[np.int64]
    """(3, 256), the histograms of red, green and blue."""
    hue: NDArray[np.int64]
    """(36,)"""
    greys: int
    """The pixels counted under the first hue that have no hue at all."""
    joint: NDArray[np.int64]
    """(bins, bins, bins)"""


@dataclass(frozen=True)
class HogFeatures:
    """Histograms of oriented gradients."""

    settings: HogSettings
    histograms: NDArray[np.float32]
    """(rows, columns, orientations), the histogram of each cell."""

    def length(self) -> int:
        """The length of the descriptor."""
        rows, columns, _ = self.histograms.shape
        block = self.settings.block
        blocks: int = max(0, rows - block + 1) * max(0, columns - block + 1)
        return blocks * block * block * self.settings.orientations

    def descriptor(self) -> NDArray[np.float32]:
        """The normalised blocks as one vector."""
        return self._blocks().ravel()

    def normalized(self) -> NDArray[np.float32]:
        """The cells, each averaged over the normalised blocks that contain it; (0, 0, orientations) without blocks."""
        normalized: NDArray[np.float32] = cells_of_blocks(self._blocks())[0]
        return normalized

    def _blocks(self) -> NDArray[np.float32]:
        return block_descriptors(self.histograms[None], self.settings.block)


@dataclass(frozen=True)
class SiftFeatures:
    """Keypoints, in the coordinates of the unscaled image."""

    scale: float
    """The factor by which the image was scaled before keypoints were detected; 1 or less."""
    keypoints: Keypoints


@dataclass(frozen=True, eq=False)
class WordsFeatures:
    """An image in visual words."""

    settings: WordsSettings
    scale: float
    """The factor by which the image was scaled before it was read; 1 or less."""
    words: NDArray[np.int32]
    """(rows, columns), the word of each patch."""
    vector: NDArray[np.int32] | NDArray[np.float32]
    """The requested encoding: (words,), or (4·words,) in quadrants."""

    @property
    def step(self) -> int:
        """The pixels of the scaled image from one patch to the next."""
        return self.settings.stride or self.settings.codebook.reader.step

    def histogram(self) -> NDArray[np.int64]:
        """The number of times each word occurs: (words,)."""
        return np.bincount(self.words.ravel(), minlength=len(self.settings.codebook))


@dataclass(frozen=True)
class ImageFeatures:
    """The features read from an image; those that were not requested are None."""

    width: int
    height: int
    format: str
    pixels: PixelSummary | None
    color: ColorFeatures | None
    hog: HogFeatures | None
    sift: SiftFeatures | None
    words: WordsFeatures | None
    cnn: CnnReading | None
    """The network's outputs for this one image."""
    vectors: Mapping[str, NDArray[np.float32]]
    """The requested ones of `VECTOR_FEATURES`, each (length,)."""


def extract(content: bytes, wanted: Extraction) -> ImageFeatures:
    """Decode an image file and compute the requested features.

    Raises:
        NotAnImageError, TooManyPixelsError, BrokenImageError: as `decode` does.
        CnnNotInstalledError: the network is requested and not installed.
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
        vectors={id: compute(image[None])[0] for id, compute in VECTOR_FEATURES.items() if id in wanted.features},
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
    """Scale an image down to at most ``max_pixels`` by averaging; a smaller image is returned unchanged."""
    height, width, _ = image.shape
    if height * width <= max_pixels:
        return image
    factor = (max_pixels / (height * width)) ** 0.5
    size = max(1, int(width * factor)), max(1, int(height * factor))
    smaller: NDArray[np.uint8] = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return smaller
