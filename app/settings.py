"""Every limit of the server, in one place, each settable as an environment variable ``SLOPELAB_<NAME>``."""

from pathlib import Path
from typing import Literal, Self

from platformdirs import user_data_path
from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SLOPELAB_"

MAX_EXACT = 2**53 - 1
"""The largest whole number that every JSON reader and every double holds exactly; no setting is larger."""


ORDERED = (
    ("min_axis_count", "max_axis_count"),
    ("min_codebook_words", "max_codebook_words"),
    ("min_retry_seconds", "max_retry_seconds"),
    ("max_plane_work", "max_streamed_plane_work"),
    ("max_basin_starts", "max_basin_work"),
)
"""Pairs of settings of which the first must not exceed the second."""


class Settings(BaseSettings):
    """The server's limits and how it shares the machine; read once, at start."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, allow_inf_nan=False)

    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8000, ge=0, le=65_535, description="Port the server listens on; 0 takes any free one.")
    hosts: str | None = Field(
        None,
        description="Host names the server answers to besides those of the loopback interface, separated by commas, or "
        "* for any; None means any, unless the server listens on the loopback interface only.",
    )
    bundles: bool = Field(
        True,
        description="Whether pages load their modules and style sheets joined; without, each file by itself, as it was "
        "written, which helps while changing them.",
    )
    cors: bool = Field(
        True, description="Whether pages of other origins may use the API, except for data sets and with a key."
    )
    max_connections: int = Field(
        0,
        ge=0,
        description="Maximum number of open connections; 0 means 4096, and never more than three quarters of the files "
        "that the process may open.",
    )
    max_header_bytes: int = Field(
        65_536, ge=1024, description="Maximum size of a request line with its headers, and of trailers, in bytes."
    )
    max_header_lines: int = Field(200, ge=8, description="Maximum number of headers of a request.")
    header_seconds: float = Field(
        10.0,
        gt=0,
        description="How long a client may take to send its headers, from the connection or their first byte.",
    )
    max_body_bytes: int = Field(65_536, ge=1024, description="Maximum size of a request's JSON body, in bytes.")
    request_seconds: float = Field(
        10.0, gt=0, description="How long a request may take, streams and uploads of data sets aside, in seconds."
    )
    stall_seconds: float = Field(
        60.0, gt=0, description="How long a client may leave a stream unread before it is dropped, in seconds."
    )
    yield_seconds: float = Field(5.0, gt=0, description="The same while another visitor needs the stream's place.")
    shutdown_seconds: int = Field(2, ge=0, description="Time for open streams when the server stops, in seconds.")
    min_retry_seconds: int = Field(1, ge=1, description="Shortest wait suggested to a refused run, in seconds.")
    max_retry_seconds: int = Field(4, ge=1, description="Longest wait suggested to a refused run, in seconds.")
    max_repeated_log_lines: int = Field(
        5, ge=1, description="How often the same message is logged within a minute; further ones are counted only."
    )

    data: Path | None = Field(
        None,
        description="Folder for codebooks, data sets and caches; None means the user's data folder on this platform.",
    )
    data_check_seconds: float = Field(
        60.0, gt=0, description="Time between two checks whether the data folder can be written to, in seconds."
    )
    warm_up: bool = Field(
        True,
        description="Whether an idle server learns the default codebook and makes the built-in data sets at its start.",
    )

    concurrent_runs: int = Field(
        64, ge=1, description="Maximum number of streams, and of pictures in pipelines, at a time; others must retry."
    )
    workers: int = Field(0, ge=0, description="Threads for runs; 0 means as many as can run Python at once.")
    slice_steps: int = Field(4096, ge=1, description="Maximum number of steps in one slice of work.")
    slice_seconds: float = Field(0.010, gt=0, description="Maximum length of a slice of work, in seconds.")
    first_slice_steps: int = Field(16, ge=1, description="Steps in an optimizer's first slice, kept short.")
    concurrent_learnings: int = Field(
        1, ge=1, description="Codebooks, and feature matrices, that are computed at a time; others wait their turn."
    )
    concurrent_landscapes: int = Field(2, ge=1, description="Classifier landscapes computed at a time; others wait.")
    concurrent_long_landscapes: int = Field(
        1,
        ge=1,
        description="The same for landscapes that take longer than a request may; the others do not wait for these.",
    )

    max_steps: int = Field(1_000_000, ge=1, description="Maximum number of steps of an optimizer in a run.")
    max_optimizers: int = Field(64, ge=1, description="Maximum number of optimizers in a run.")
    max_label_length: int = Field(80, ge=1, description="Maximum length of an optimizer's label, in characters.")
    max_seed: int = Field(MAX_EXACT, ge=0, description="Largest seed; every JSON reader holds it exactly.")
    max_coordinate: float = Field(1e6, gt=0, description="Largest absolute value of a coordinate in a request.")
    max_points: int = Field(4096, ge=1, description="Maximum number of points in one evaluation.")
    min_axis_count: int = Field(2, ge=2, description="Minimum number of samples along an axis of a landscape.")
    max_axis_count: int = Field(512, ge=2, description="Maximum number of samples along an axis of a landscape.")
    max_printed_size: int = Field(
        1000,
        ge=1,
        description="Maximum number of numbers, names and operations in a derivative that is still written out.",
    )
    max_notebook_steps: int = Field(
        1_000_000, ge=1, description="Maximum number of optimizers times steps in a run exported as a notebook."
    )
    max_repeated_operations: int = Field(
        250_000_000,
        ge=1,
        description="Maximum number of operations (steps times those of a step) of a run that is computed again for a "
        "notebook or for the anatomy of a step; about a hundred million take a second.",
    )
    max_basin_starts: int = Field(65_536, ge=4, description="Maximum number of starts in a map of basins.")
    max_basin_steps: int = Field(
        10_000, ge=1, description="Maximum number of steps from each start of a map of basins."
    )
    max_basin_work: int = Field(24_000_000, ge=65_536, description="Maximum starts times steps in a map of basins.")
    max_basin_operations: int = Field(
        12_000_000_000,
        ge=1,
        description="Maximum number of operations in a map of basins (starts times steps times those of a step, a sine "
        "counting as 32); about three thousand million take a second.",
    )
    max_sweep_values: int = Field(401, ge=1, description="Maximum number of values in a sweep.")
    max_sweep_steps: int = Field(20_000_000, ge=1, description="Maximum number of values times steps in a sweep.")
    max_sweep_operations: int = Field(
        6_000_000_000,
        ge=1,
        description="Maximum number of operations in a sweep: values times steps times those of a step.",
    )

    max_training_steps: int = Field(
        100_000, ge=1, description="Maximum number of steps of an optimizer that trains a classifier."
    )
    max_epochs: int = Field(
        1000, ge=1, description="Maximum number of epochs of an optimizer that trains a classifier."
    )
    max_hidden: int = Field(1024, ge=1, description="Maximum number of units in a classifier's hidden layer.")
    max_weights: int = Field(500_000, ge=1, description="Maximum number of weights of a classifier.")
    max_numeric_weights: int = Field(2500, ge=1, description="Maximum number of weights for the numeric gradient.")
    max_clouds: int = Field(4, ge=1, description="Maximum number of minibatch sizes with gradients shown in a run.")
    max_cloud_size: int = Field(
        128,
        ge=1,
        description="Largest minibatch whose gradients are shown; each evaluation draws 64 minibatches of the size.",
    )
    max_check_products: int = Field(
        4_000_000,
        ge=1,
        description="Maximum number of multiplications in one loss of a classifier whose gradient is checked; a "
        "classifier that takes more is checked on fewer examples.",
    )
    max_plane_work: int = Field(
        12_000_000_000,
        ge=1,
        description="Maximum number of multiplications for a landscape of a classifier; two thousand million take "
        "about a second.",
    )
    max_streamed_plane_work: int = Field(
        400_000_000_000, ge=1, description="The same for a landscape that is streamed, which may take minutes."
    )
    max_pipeline_steps: int = Field(100, ge=1, description="Maximum number of steps on one picture in a pipeline.")
    feature_cache_bytes: int = Field(400_000_000, ge=1, description="Memory for cached feature matrices, in bytes.")
    max_feature_files: int = Field(
        12, ge=1, description="Maximum number of feature matrices kept on the disk; the oldest are removed first."
    )
    trajectory_cache_bytes: int = Field(
        500_000_000, ge=1, description="Disk for trajectories of classifiers, in bytes; the oldest are removed first."
    )
    max_cached_landscapes: int = Field(32, ge=1, description="Maximum number of landscapes of classifiers in memory.")

    min_codebook_words: int = Field(10, ge=2, description="Minimum number of words in a codebook.")
    max_codebook_words: int = Field(2000, ge=2, le=10_000, description="Maximum number of words in a codebook.")
    max_codebooks: int = Field(64, ge=1, description="Maximum number of codebooks on the disk; the oldest go first.")

    max_image_bytes: int = Field(10_000_000, ge=1024, description="Maximum size of an image file, in bytes.")
    max_image_pixels: int = Field(25_000_000, ge=1, description="Maximum number of pixels of an image.")
    sift_pixels: int = Field(
        1_048_576, ge=1024, description="Images of more pixels are scaled down before SIFT keypoints are detected."
    )
    words_pixels: int = Field(
        36_864, ge=1024, description="Images of more pixels are scaled down before visual words are computed."
    )
    max_hog_numbers: int = Field(
        10_000_000, ge=1, description="Maximum number of HOG values in a JSON answer; each takes about ten bytes."
    )
    max_keypoints: int = Field(
        20_000, ge=1, description="Maximum number of SIFT keypoints; those with the highest contrast are kept."
    )
    image_seconds: float = Field(6.0, gt=0, description="How long the work on one image may take, in seconds.")
    image_memory_bytes: int = Field(600_000_000, ge=1 << 24, description="Memory for the work on one image, in bytes.")
    cnn_memory_bytes: int = Field(
        250_000_000,
        ge=0,
        description="Further memory of a process that works on images, for the network, if the extra is installed.",
    )
    image_processes: int = Field(0, ge=0, description="Processes that work on images; 0 means as many as cores.")
    max_waiting_images: int = Field(16, ge=0, description="Maximum number of images waiting for a process.")

    uploads: Literal["private", "shared", "off"] = Field(
        "private",
        description="Which uploaded data sets a visitor sees: their own (private) or all (shared); off takes none.",
    )
    max_archive_bytes: int = Field(50_000_000, ge=1024, description="Maximum size of a zip archive, in bytes.")
    max_archive_members: int = Field(5000, ge=1, description="Maximum number of members of a zip archive.")
    max_unpacked_bytes: int = Field(
        200_000_000, ge=1024, description="Maximum size of all members of a zip archive once unpacked, in bytes."
    )
    max_classes: int = Field(50, ge=2, description="Maximum number of classes of an uploaded data set.")
    max_name_length: int = Field(
        60, ge=1, description="Maximum length of names of data sets and classes, in characters."
    )
    max_uploads_per_visitor: int = Field(
        20, ge=1, description="Maximum number of uploaded data sets of a visitor; the oldest are removed first."
    )
    max_upload_bytes_per_visitor: int = Field(
        200_000_000, ge=1024, description="Disk for a visitor's uploaded data sets; the oldest are removed first."
    )
    max_uploads: int = Field(
        1000,
        ge=1,
        description="Maximum number of uploaded data sets of all visitors; the oldest of whoever has most are removed.",
    )
    max_upload_bytes: int = Field(
        2_000_000_000, ge=1024, description="Disk for the uploaded data sets of all visitors; removal works alike."
    )
    concurrent_uploads: int = Field(2, ge=1, description="Uploaded archives read at a time; others wait their turn.")
    upload_memory_bytes: int = Field(
        200_000_000,
        ge=1,
        description="Memory for files on their way in or waiting to be read, in bytes, never less than the largest "
        "needs; beyond it, the largest file of the busiest sender is refused for now.",
    )
    upload_seconds: float = Field(
        60.0,
        gt=0,
        description="How long an upload of a data set may take, from its first byte to the answer, in seconds.",
    )
    max_download_bytes: int = Field(
        300_000_000, ge=1024, description="Maximum size of an archive that the command downloads, in bytes."
    )
    download_seconds: float = Field(
        30.0, gt=0, description="How long the command waits for a server that sends nothing, in seconds."
    )

    @property
    def max_image_body_bytes(self) -> int:
        """Maximum size of a body with an image: the file and a form around it."""
        return self.max_image_bytes + self.max_body_bytes

    @property
    def max_archive_body_bytes(self) -> int:
        """Maximum size of a body with an archive: the file and a form around it."""
        return self.max_archive_bytes + self.max_body_bytes

    @property
    def image_patience_seconds(self) -> float:
        """How long an image may wait for a process, so that the work on it still fits into the request."""
        return max(0.8 * self.request_seconds - self.image_seconds, 0.1 * self.request_seconds)

    @property
    def upload_memory(self) -> int:
        """Memory for files on their way in or waiting to be read, in bytes."""
        return max(self.upload_memory_bytes, self.max_image_body_bytes, self.max_archive_body_bytes)

    def data_folder(self) -> Path:
        """The folder for codebooks, data sets and caches; it need not exist yet."""
        return user_data_path("slopelab", appauthor=False) if self.data is None else self.data

    @field_validator("*")
    @classmethod
    def _is_exact_everywhere(cls, value: object) -> object:
        if isinstance(value, int) and value > MAX_EXACT:
            raise ValueError(f"must be less than or equal to {MAX_EXACT}")
        return value

    @model_validator(mode="after")
    def _ranges_are_ordered(self) -> Self:
        for low, high in ORDERED:
            if getattr(self, low) > getattr(self, high):
                raise ValueError(f"{low} must not exceed {high}")
        return self
