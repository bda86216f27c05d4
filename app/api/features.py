"""Features of an image: pixels, colours, HOG, SIFT, visual words, and what a network learned to see."""

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.api.codebooks import needed_codebook
from app.codebooks.learning import stored_codebook
from app.features.codebook import Codebook
from app.features.documents import TooManyNumbersError, json_document, npz_document, png_document
from app.features.extraction import Extraction, HogSettings, WordsSettings
from app.http.image_workers import read_image
from app.http.problems import ProblemError, field_problem
from app.http.routing import resource_router
from app.http.uploads import IMAGE_FORMATS, UploadForm, form_of, read_upload, takes_form
from app.instance import current_settings
from app.requests.codebooks import default_codebook_request
from app.requests.features import FeaturesRequest
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
    """Features and guesses of EfficientNet-Lite0 for the middle of the image."""

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
    vectors: dict[str, list[float]] | None = Field(
        None, description="The requested features that have no key of their own, as vectors, by id."
    )


router = resource_router("features")

_FILE = "image"
NPZ = "application/octet-stream"


async def _stored_codebook(id: str) -> Codebook:
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
@takes_form(UploadForm(FeaturesRequest, _FILE, IMAGE_FORMATS, "max_image_body_bytes"))
async def features(request: Request) -> Response:
    """Read an image: pixels, colours, oriented gradients, keypoints, visual words, a network's view of it.

    It is forgotten with the answer.
    """
    upload = await read_upload(request, _FILE, current_settings().max_image_bytes)
    form = form_of(upload.fields, FeaturesRequest)
    wanted = _extraction(form, await _words_settings(form))
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


def _too_long(feature: str, numbers: int) -> ProblemError:
    if feature != "hog":
        return field_problem(
            "include",
            f"{feature} of this image would be {numbers:,} numbers; at most {current_settings().max_hog_numbers:,} are "
            "written as JSON. Ask for format=npz, or send a smaller image.",
        )
    return field_problem(
        "cell",
        f"HOG of this image would be {numbers:,} numbers; at most {current_settings().max_hog_numbers:,} are written "
        "as JSON. Ask for larger cells, without full or normalized, or for format=npz; or send a smaller image.",
    )


async def _words_settings(form: FeaturesRequest) -> WordsSettings | None:
    """How to compute visual words, if they are requested; the default codebook is learned if it is not there.

    Raises:
        ProblemError: there is no codebook of the id, or the default one is still being learned.
    """
    if "words" not in form.include or form.format == "png":
        return None
    id = form.codebook or default_codebook_request().id
    codebook = await needed_codebook() if id == default_codebook_request().id else await _stored_codebook(id)
    return WordsSettings(id, codebook, form.stride, form.soft, form.quadrants)


def _extraction(form: FeaturesRequest, words: WordsSettings | None) -> Extraction:
    settings = current_settings()
    return Extraction(
        form.include,
        settings.max_image_pixels,
        settings.sift_pixels,
        settings.max_keypoints,
        settings.words_pixels,
        words,
        HogSettings(form.cell, form.block, form.orientations),
        form.bins,
    )
