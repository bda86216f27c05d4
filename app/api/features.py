"""Features of an image: pixels, colours, HOG, SIFT, visual words, and what a network learned to see."""

from typing import Annotated, Any, Literal

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from app.api.codebooks import needed_codebook
from app.codebooks.learning import stored_codebook
from app.features.codebook import Codebook
from app.features.documents import Extra, TooManyNumbersError, json_document, npz_document, png_document
from app.features.extraction import DESIGNED, Extraction, Feature, HogSettings, WordsSettings
from app.http.image_workers import read_image
from app.http.problems import ProblemError, field_problem
from app.http.routing import resource_router
from app.http.uploads import IMAGE_FORMATS, UploadForm, form_of, read_upload, takes_form
from app.instance import current_settings
from app.requests.base import Form
from app.requests.codebooks import default_codebook_request
from app.scheduling.threads import array_threads


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


router = resource_router("features")

_FILE = "image"
NPZ = "application/octet-stream"


def _listed(text: Any) -> Any:
    """The entries of a comma-separated text."""
    return [entry.strip() for entry in text.split(",")] if isinstance(text, str) else text


class FeaturesForm(Form):
    """The fields of the form beside the file."""

    include: Annotated[frozenset[Feature], BeforeValidator(_listed), WithJsonSchema({"type": "string"})] = Field(
        frozenset(DESIGNED),
        json_schema_extra={"default": ",".join(DESIGNED)},
        description="Comma-separated names of the features wanted; by default all but `cnn`, which an extra gives.",
    )
    full: bool = Field(
        False,
        description="Whether to give what is long too: `hog.descriptor`, `sift.descriptors`, `words.map`, "
        "`words.vector`, `cnn.features`.",
    )
    normalized: bool = Field(False, description="Whether to give `hog.normalized` too.")
    cell: int = Field(8, ge=2, le=128, description="HOG: side of a cell in pixels.")
    block: int = Field(2, ge=1, le=8, description="HOG: side of a block in cells.")
    orientations: int = Field(9, ge=2, le=36, description="HOG: bins over 0–180°.")
    bins: Literal[2, 4, 8, 16] = Field(4, description="Parts of each channel in the joint colour histogram.")
    codebook: str | None = Field(
        None, pattern="^[0-9a-f]{12}$", description="Words: id of the codebook; the default one if left out."
    )
    stride: int | None = Field(
        None, ge=1, le=32, description="Words: pixels from a patch to the next; the codebook's own if left out."
    )
    soft: bool = Field(
        False, description="Words: whether `vector` counts a patch for every near word, by how near it is (triangle)."
    )
    quadrants: bool = Field(False, description="Words: whether `vector` counts the quarters of the image apart.")
    format: Literal["json", "npz", "png"] = Field(
        "json",
        description="The document wanted: `npz` holds numpy arrays, `png` is the image as every feature reads it.",
    )

    def extras(self) -> frozenset[Extra]:
        """What is to be given beyond the usual."""
        long: frozenset[Extra] = frozenset({"descriptor", "descriptors", "map", "features"} if self.full else ())
        return long | frozenset({"normalized"} if self.normalized else ())

    async def words(self) -> WordsSettings | None:
        """How to read the image in words, if they are wanted; the default codebook is learned if it is not there.

        Raises:
            ProblemError: there is no codebook of the id, or the default one is still being learned.
        """
        if "words" not in self.include or self.format == "png":
            return None
        id = self.codebook or default_codebook_request().id
        codebook = await needed_codebook() if id == default_codebook_request().id else await _kept(id)
        return WordsSettings(id, codebook, self.stride, self.soft, self.quadrants)

    def extraction(self, words: WordsSettings | None) -> Extraction:
        """What is to be computed."""
        return Extraction(
            self.include,
            current_settings().max_image_pixels,
            current_settings().sift_pixels,
            current_settings().max_keypoints,
            current_settings().words_pixels,
            words,
            HogSettings(self.cell, self.block, self.orientations),
            self.bins,
        )


async def _kept(id: str) -> Codebook:
    found = await array_threads().run(stored_codebook, id)
    if found is None:
        raise field_problem("codebook", "There is no codebook of this id; GET /api/codebooks lists those there are.")
    return found[1]


@router.post(
    "/features",
    responses={
        200: {
            "model": FeaturesAnswer,
            "description": "JSON; with `format=npz` an archive of numpy arrays, with `format=png` the image.",
            "content": {NPZ: {}, "image/png": {}},
        },
    },
)
@takes_form(UploadForm(FeaturesForm, _FILE, IMAGE_FORMATS))
async def features(request: Request) -> Response:
    """Read an image: pixels, colours, oriented gradients, keypoints, visual words, a network's view of it.

    It is forgotten with the answer.
    """
    upload = await read_upload(request, _FILE, current_settings().max_image_bytes)
    form = form_of(upload.fields, FeaturesForm)
    wanted = form.extraction(await form.words())
    if form.format == "npz":
        archive = await read_image(npz_document, upload.content, wanted)
        name = {"content-disposition": 'attachment; filename="features.npz"'}
        return Response(archive, headers=name, media_type=NPZ)
    if form.format == "png":
        return Response(await read_image(png_document, upload.content, wanted), media_type="image/png")
    try:
        document = await read_image(
            json_document, upload.content, wanted, form.extras(), current_settings().max_hog_numbers
        )
    except TooManyNumbersError as error:
        raise _too_long(*error.args) from error
    return Response(document, media_type="application/json")


def _too_long(numbers: int) -> ProblemError:
    return field_problem(
        "cell",
        f"HOG of this image would be {numbers:,} numbers; at most {current_settings().max_hog_numbers:,} are written "
        "as JSON. Ask for larger cells, without full or normalized, or for format=npz; or send a smaller image.",
    )
