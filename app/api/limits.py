"""The limits of requests, so that nobody has to guess."""

from typing import Literal

from pydantic import BaseModel, Field

from app.datasets.assembly import MIN_CLASSES
from app.http.routing import resource_router
from app.instance import current_settings
from app.language.rules import MAX_LINES, MAX_SOURCE_LENGTH
from app.language.tokens import MAX_TEXT_LENGTH
from app.optimizers.rules import MAX_LEARNING_RATE, MIN_LEARNING_RATE
from app.requests.classifiers import MAX_REGULARIZATION
from app.requests.features import MAX_CELL, MIN_CELL
from app.requests.gradients import MAX_BATCH_SIZE, MAX_DIFFERENCE, MAX_NOISE, MIN_DIFFERENCE
from app.requests.optimizers import EVERY, FACTOR

router = resource_router("server")


class IntegerRange(BaseModel):
    """Whole numbers from ``low`` to ``high``, both included."""

    low: int
    high: int


class NumberRange(BaseModel):
    """Numbers from ``low`` to ``high``, both included."""

    low: float
    high: float


class Limits(BaseModel):
    """The ranges and ceilings that requests are held to."""

    steps: IntegerRange = Field(description="Steps of a run.")
    optimizers: IntegerRange = Field(description="Optimizers in a run.")
    training_steps: IntegerRange = Field(description="Steps of an optimizer on a classifier.")
    epochs: IntegerRange = Field(description="Epochs of a run on a classifier.")
    hidden: IntegerRange = Field(description="Units in a classifier's hidden layer.")
    regularization: NumberRange = Field(description="Strengths of a classifier's regularization, λ.")
    batch_size: IntegerRange = Field(description="Examples in a minibatch.")
    weights: int = Field(description="Maximum number of weights of a classifier.")
    clouds: int = Field(
        description="Maximum number of minibatch sizes with gradients shown in one run on a classifier."
    )
    cloud_size: IntegerRange = Field(description="Examples in such a minibatch.")
    numeric_weights: int = Field(description="Maximum number of weights for the numeric gradient.")
    axis_count: IntegerRange = Field(description="Samples along an axis of a landscape.")
    plane_work: int = Field(description="Maximum number of multiplications for one landscape of a classifier.")
    streamed_plane_work: int = Field(description="The same for a landscape that is asked for as a stream.")
    pipeline_steps: IntegerRange = Field(description="Steps on one picture in a pipeline.")
    basin_starts: int = Field(description="Maximum number of starts in one map of basins.")
    basin_steps: IntegerRange = Field(description="Steps from each start in a map of basins.")
    basin_work: int = Field(description="Maximum of starts times steps in one map of basins.")
    basin_operations: int = Field(
        description="Maximum of starts times steps times operations of a step in a map of basins."
    )
    repeated_operations: int = Field(
        description="Maximum of steps times operations of a step, of a run computed again for notebooks or anatomies."
    )
    notebook_steps: int = Field(description="Maximum of optimizers times steps in a run exported as a notebook.")
    sweep_values: IntegerRange = Field(description="Values in one sweep.")
    sweep_steps: int = Field(description="Maximum of values times steps in one sweep.")
    sweep_operations: int = Field(description="Maximum of values times steps times operations of a step in one sweep.")
    coordinate: NumberRange = Field(description="Coordinates of starts, points and axes.")
    learning_rate: NumberRange = Field(description="Learning rates.")
    h: NumberRange = Field(description="Distances by which numeric gradients move a coordinate.")
    sigma: NumberRange = Field(description="Standard deviations of the noise of a gradient.")
    every: IntegerRange = Field(description="Steps after which a step schedule multiplies the learning rate.")
    factor: NumberRange = Field(description="Factors by which a step schedule multiplies it.")
    points: IntegerRange = Field(description="Points in one evaluation.")
    seed: IntegerRange = Field(description="Seeds.")
    codebook_words: IntegerRange = Field(description="Words in a codebook.")
    kept_codebooks: int = Field(description="Codebooks that are kept.")
    expression_length: int = Field(description="Maximum number of characters in a typed expression.")
    rule_length: int = Field(description="Maximum number of characters in a typed update rule.")
    rule_lines: int = Field(description="Maximum number of lines in a typed update rule.")
    label_length: int = Field(description="Maximum number of characters in an optimizer's label.")
    header_bytes: int = Field(description="Largest request line with its headers, in bytes.")
    header_lines: int = Field(description="Maximum number of headers of a request.")
    header_seconds: float = Field(description="Longest wait for the end of headers, in seconds.")
    body_bytes: int = Field(description="Largest JSON body of a request, in bytes.")
    image_bytes: int = Field(description="Largest image file, in bytes.")
    image_pixels: int = Field(description="Maximum number of pixels of an image.")
    sift_pixels: int = Field(description="An image of more pixels is scaled down before SIFT keypoints are sought.")
    words_pixels: int = Field(description="An image of more pixels is scaled down before it is read in visual words.")
    hog_cell: IntegerRange = Field(description="Side of a HOG cell, in pixels.")
    hog_numbers: int = Field(description="Maximum number of HOG values in a JSON answer.")
    keypoints: int = Field(description="Maximum number of SIFT keypoints of an image.")
    archive_bytes: int = Field(description="Largest zip archive of images, in bytes.")
    archive_members: int = Field(description="Maximum number of members of a zip archive.")
    unpacked_bytes: int = Field(description="Maximum size of all members of a zip archive once unpacked, in bytes.")
    classes: IntegerRange = Field(description="Classes of an uploaded data set.")
    name_length: int = Field(description="Maximum number of characters in the name of a data set or a class.")
    uploads: Literal["private", "shared", "off"] = Field(
        description="Whose uploaded data sets are listed to a visitor: their own or all; off takes no more of them."
    )
    kept_uploads: int = Field(description="Uploaded data sets that are kept for one visitor.")
    kept_upload_bytes: int = Field(description="Disk for those of one visitor, in bytes.")
    all_kept_uploads: int = Field(description="Uploaded data sets that are kept for all visitors.")
    all_kept_upload_bytes: int = Field(description="Disk for those of all visitors, in bytes.")
    concurrent_runs: int = Field(description="Streams, and pictures in pipelines, that there may be at once.")
    request_seconds: float = Field(description="Longest request outside streams and uploads, in seconds.")
    upload_seconds: float = Field(description="Longest upload of a data set, in seconds.")


@router.get("/limits")
async def limits() -> Limits:
    """The limits in force."""
    settings = current_settings()
    return Limits(
        steps=IntegerRange(low=1, high=settings.max_steps),
        optimizers=IntegerRange(low=1, high=settings.max_optimizers),
        training_steps=IntegerRange(low=1, high=settings.max_training_steps),
        epochs=IntegerRange(low=1, high=settings.max_epochs),
        hidden=IntegerRange(low=1, high=settings.max_hidden),
        regularization=NumberRange(low=0.0, high=MAX_REGULARIZATION),
        batch_size=IntegerRange(low=1, high=MAX_BATCH_SIZE),
        weights=settings.max_weights,
        clouds=settings.max_clouds,
        cloud_size=IntegerRange(low=1, high=settings.max_cloud_size),
        numeric_weights=settings.max_numeric_weights,
        axis_count=IntegerRange(low=settings.min_axis_count, high=settings.max_axis_count),
        plane_work=settings.max_plane_work,
        streamed_plane_work=settings.max_streamed_plane_work,
        pipeline_steps=IntegerRange(low=0, high=settings.max_pipeline_steps),
        basin_starts=settings.max_basin_starts,
        basin_steps=IntegerRange(low=1, high=settings.max_basin_steps),
        basin_work=settings.max_basin_work,
        basin_operations=settings.max_basin_operations,
        repeated_operations=settings.max_repeated_operations,
        notebook_steps=settings.max_notebook_steps,
        sweep_values=IntegerRange(low=1, high=settings.max_sweep_values),
        sweep_steps=settings.max_sweep_steps,
        sweep_operations=settings.max_sweep_operations,
        coordinate=NumberRange(low=-settings.max_coordinate, high=settings.max_coordinate),
        learning_rate=NumberRange(low=MIN_LEARNING_RATE, high=MAX_LEARNING_RATE),
        h=NumberRange(low=MIN_DIFFERENCE, high=MAX_DIFFERENCE),
        sigma=NumberRange(low=0.0, high=MAX_NOISE),
        every=IntegerRange(low=int(EVERY.low), high=int(EVERY.high)),
        factor=NumberRange(low=FACTOR.low, high=FACTOR.high),
        points=IntegerRange(low=1, high=settings.max_points),
        seed=IntegerRange(low=0, high=settings.max_seed),
        codebook_words=IntegerRange(low=settings.min_codebook_words, high=settings.max_codebook_words),
        kept_codebooks=settings.max_codebooks,
        expression_length=MAX_TEXT_LENGTH,
        rule_length=MAX_SOURCE_LENGTH,
        rule_lines=MAX_LINES,
        label_length=settings.max_label_length,
        header_bytes=settings.max_header_bytes,
        header_lines=settings.max_header_lines,
        header_seconds=settings.header_seconds,
        body_bytes=settings.max_body_bytes,
        image_bytes=settings.max_image_bytes,
        image_pixels=settings.max_image_pixels,
        sift_pixels=settings.sift_pixels,
        words_pixels=settings.words_pixels,
        hog_cell=IntegerRange(low=MIN_CELL, high=MAX_CELL),
        hog_numbers=settings.max_hog_numbers,
        keypoints=settings.max_keypoints,
        archive_bytes=settings.max_archive_bytes,
        archive_members=settings.max_archive_members,
        unpacked_bytes=settings.max_unpacked_bytes,
        classes=IntegerRange(low=MIN_CLASSES, high=settings.max_classes),
        name_length=settings.max_name_length,
        uploads=settings.uploads,
        kept_uploads=settings.max_uploads_per_visitor,
        kept_upload_bytes=settings.max_upload_bytes_per_visitor,
        all_kept_uploads=settings.max_uploads,
        all_kept_upload_bytes=settings.max_upload_bytes,
        concurrent_runs=settings.concurrent_runs,
        request_seconds=settings.request_seconds,
        upload_seconds=settings.upload_seconds,
    )
