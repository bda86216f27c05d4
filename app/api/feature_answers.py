"""What is answered about the features of an image."""

from pydantic import BaseModel, Field


class SizeAnswer(BaseModel):
    """The image, upright."""

    width: int
    height: int
    format: str


class PixelsAnswer(BaseModel):
    """The image as one vector: row by row, pixel by pixel, red, green, blue."""

    shape: tuple[int, int, int] = Field(description="Height, width, 3.")
    length: int
    mean: tuple[float, float, float] = Field(description="Of red, green and blue, from 0 to 255.")


class ChannelsAnswer(BaseModel):
    """Counts of pixels by level, 256 each."""

    r: list[int]
    g: list[int]
    b: list[int]


class ColorAnswer(BaseModel):
    """Counts of pixels; each histogram sums to their number."""

    rgb: ChannelsAnswer
    hue: list[int] = Field(description="36 parts of the colour circle, red first.")
    greys: int = Field(description="Pixels of the first part that have no hue.")
    joint: list[list[list[int]]] = Field(description="By red, green and blue, `bins` parts each.")


class HogAnswer(BaseModel):
    """Histograms of oriented gradients, as scikit-image defines them."""

    cell: int
    block: int
    orientations: int
    cells: tuple[int, int] = Field(description="Rows and columns of cells.")
    histogram: list[list[list[float]]] = Field(
        description="Of each cell: mean length of gradient, in grey levels, by orientation."
    )
    normalized: list[list[list[float]]] | None = Field(
        None,
        description="With `normalized` only: of each cell, the mean of its histogram as normalised in each block that "
        "holds it.",
    )
    length: int = Field(description="Of the descriptor.")
    descriptor: list[float] | None = Field(None, description="With `full` only: all blocks, L2-Hys.")
    note: str | None = Field(None, description="Only for an image that is too small: why there are no cells or blocks.")


class KeypointAnswer(BaseModel):
    """A place that SIFT finds again; in pixels of the image, the angle in degrees clockwise."""

    x: float
    y: float
    size: float = Field(description="Diameter of the neighbourhood.")
    angle: float
    response: float = Field(description="Contrast.")


class SiftAnswer(BaseModel):
    """Keypoints, as OpenCV finds them; of more than `GET /api/limits` allows, those with the highest contrast."""

    scale: float = Field(description="By how much the image was scaled before they were sought; 1 or less.")
    count: int
    keypoints: list[KeypointAnswer]
    descriptors: list[list[int]] | None = Field(
        None, description="With `full` only: of each keypoint, 4 × 4 cells of 8 orientations."
    )


class WordCount(BaseModel):
    """How often a word occurs."""

    word: int
    count: int


class WordsAnswer(BaseModel):
    """The image as a bag of visual words."""

    codebook: str
    scale: float = Field(description="By how much the image was scaled before it was read; 1 or less.")
    side: int = Field(description="Of a patch, in pixels of the scaled image.")
    step: int = Field(description="Pixels of the scaled image from a patch to the next.")
    histogram: list[int] = Field(description="How often each word of the codebook occurs.")
    top: list[WordCount] = Field(description="The most frequent words, 20 at most.")
    map: list[list[int]] | None = Field(
        None, description="With `full` only: the word of each patch, by row and column."
    )
    vector: list[float] | None = Field(
        None, description="With `full` only: the encoding that `soft` and `quadrants` ask for."
    )
    note: str | None = Field(
        None, description="Only for an image that is smaller than a patch: why there are no words."
    )


class GuessAnswer(BaseModel):
    """A class of ImageNet."""

    label: str
    probability: float


class CnnAnswer(BaseModel):
    """What EfficientNet-Lite0 sees in the middle of the image."""

    top: list[GuessAnswer] = Field(description="The five most probable classes.")
    length: int = Field(description="Of the feature vector.")
    features: list[float] | None = Field(
        None, description="With `full` only: what the last convolution found, averaged over the image, from 0 to 6."
    )


class FeaturesAnswer(BaseModel):
    """A key for each feature that was asked for."""

    image: SizeAnswer
    pixels: PixelsAnswer | None = None
    color: ColorAnswer | None = None
    hog: HogAnswer | None = None
    sift: SiftAnswer | None = None
    words: WordsAnswer | None = None
    cnn: CnnAnswer | None = None
