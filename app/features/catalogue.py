"""The features of images that classifiers learn from, in the order of their history."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.features.vectors import Vectors, as_rgb, color_vectors, hog_vectors, pixel_vectors
from app.texts import Text

Images = NDArray[np.uint8]


@dataclass(frozen=True)
class ImageFeature:
    """A feature that a classifier can learn from.

    Attributes:
        id: its name in requests.
        name, meaning: its name and a sentence about it on the pages; ``{words}`` is the default number of visual words.
        compute: turns images (N, H, W, 1 or 3) into vectors (N, length), each from its own image alone; None for a slow
            feature, which `app.training.slow_features` computes with progress.
    """

    id: str
    name: Text
    meaning: Text
    compute: Callable[[Images], Vectors] | None

    @property
    def is_quick(self) -> bool:
        """Whether it is extracted at once."""
        return self.compute is not None


@dataclass(frozen=True)
class JoinedFeatures:
    """Several features, concatenated, that the pages offer as one; requests may join any others too.

    Attributes:
        id: the ids of the features, joined by ``+``.
        name, meaning: as of a feature.
    """

    id: str
    name: Text
    meaning: Text

    @property
    def is_quick(self) -> bool:
        """Whether all of them are extracted at once."""
        return all(FEATURES[part].is_quick for part in self.id.split("+"))


def _color(images: Images) -> Vectors:
    return color_vectors(as_rgb(images))


def _hog(images: Images) -> Vectors:
    return hog_vectors(as_rgb(images))


CATALOGUE: tuple[ImageFeature | JoinedFeatures, ...] = (
    ImageFeature(
        "pixels", Text("Pixels", "픽셀"), Text("The raw vector of numbers.", "숫자 벡터 그대로."), pixel_vectors
    ),
    ImageFeature(
        "color", Text("Colour histogram", "색 히스토그램"), Text("How much of each hue.", "색상마다의 양."), _color
    ),
    ImageFeature("hog", Text("HOG", "HOG"), Text("Directions of edges, cell by cell.", "칸마다 윤곽의 방향."), _hog),
    JoinedFeatures("hog+color", Text("HOG + colour", "HOG + 색"), Text("Both of these.", "둘 다.")),
    ImageFeature(
        "words",
        Text("Visual words", "시각 단어"),
        Text(
            "{words} visual words, counted softly in quadrants. About half a minute the first time.",
            "시각 단어 {words}개를 사분면마다 부드럽게 셉니다. 처음에는 30초쯤 걸립니다.",
        ),
        None,
    ),
    ImageFeature(
        "cnn",
        Text("Pretrained network", "미리 학습한 신경망"),
        Text(
            "Learned on a million photographs. About a minute the first time.",
            "사진 백만 장에서 배운 특징. 처음에는 1분쯤 걸립니다.",
        ),
        None,
    ),
)
"""Everything that the pages offer."""

FEATURES: dict[str, ImageFeature] = {entry.id: entry for entry in CATALOGUE if isinstance(entry, ImageFeature)}
"""The features by id, in the order in which several of them are concatenated."""
