"""Every limit of the server, in one place, each settable as an environment variable ``SLOPELAB_<NAME>``."""

import re
import sys
from pathlib import Path
from typing import Literal, Self

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MAX_EXACT = 2**53 - 1
"""The largest whole number that every JSON reader and every double holds exactly; no setting is larger."""


class Settings(BaseSettings):
    """The server's limits and how it shares the machine; read once, at start."""

    model_config = SettingsConfigDict(env_prefix="SLOPELAB_", frozen=True, allow_inf_nan=False)

    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(8000, ge=0, le=65_535, description="Port the server listens on; 0 takes any free one.")

    hosts: str | None = Field(
        None,
        description="Host names under which the server answers besides those of the loopback interface, separated by "
        "commas, or * for any; None means any, unless the server listens on the loopback interface only.",
    )
    cors: bool = Field(
        True, description="Whether pages of other origins may use the API, except for data sets and with a key."
    )
    max_connections: int = Field(
        0,
        ge=0,
        description="Most connections at once; 0 means 4096, and never more than three quarters of the files that the "
        "process may open.",
    )
    max_header_bytes: int = Field(
        65_536, ge=1024, description="Largest request line with its headers, and largest trailers, in bytes."
    )
    max_header_lines: int = Field(200, ge=8, description="Most headers of a request.")
    header_seconds: float = Field(
        10.0, gt=0, description="Longest wait for the end of headers, from the connection or their first byte on."
    )

    data: Path | None = Field(
        None,
        description="Folder in which codebooks and data sets are kept; "
        "None means the user's data folder on this platform.",
    )

    warm_up: bool = Field(
        True,
        description="Whether the default codebook is learned, and the built-in data sets are made, when the server "
        "starts, while nothing else is done.",
    )

    max_steps: int = Field(1_000_000, ge=1, description="Most steps one optimizer may take in a run.")
    max_optimizers: int = Field(64, ge=1, description="Most optimizers in one run.")
    max_training_steps: int = Field(100_000, ge=1, description="Most steps one optimizer may train a classifier.")
    max_epochs: int = Field(1000, ge=1, description="Most epochs one optimizer may train a classifier.")
    max_hidden: int = Field(1024, ge=1, description="Most units in a classifier's hidden layer.")
    max_weights: int = Field(500_000, ge=1, description="Most weights of a classifier.")
    max_clouds: int = Field(4, ge=1, description="Most sizes of minibatches whose gradients one run shows.")
    max_cloud_size: int = Field(
        128,
        ge=1,
        description="Most examples in such a minibatch, of which 64 are taken at each look; larger ones show no "
        "gradients.",
    )
    max_numeric_weights: int = Field(
        2500, ge=1, description="Most weights of a classifier that may be trained with the numeric gradient."
    )
    max_check_products: int = Field(
        4_000_000,
        ge=1,
        description="Most multiplications in one loss of a classifier whose gradient is checked; "
        "a classifier that takes more is checked on fewer examples.",
    )
    kept_lesson_bytes: int = Field(
        400_000_000,
        ge=1,
        description="Memory for the features of data sets, so that they are not read again, in bytes.",
    )
    kept_features: int = Field(
        12, ge=1, description="Features of whole data sets that are kept on the disk; those read first go."
    )
    kept_trajectory_bytes: int = Field(
        500_000_000, ge=1, description="Disk for the paths of trained classifiers, in bytes; those kept first go."
    )
    max_plane_work: int = Field(
        12_000_000_000,
        ge=1,
        description="Most multiplications for one landscape of a classifier; about two thousand million take a second.",
    )
    max_streamed_plane_work: int = Field(
        400_000_000_000,
        ge=1,
        description="The same for a landscape that is asked for as a stream, which may take minutes.",
    )
    max_pipeline_steps: int = Field(100, ge=1, description="Most steps on one picture in a pipeline.")
    kept_landscapes: int = Field(32, ge=1, description="Landscapes of classifiers that are kept in memory.")
    max_points: int = Field(4096, ge=1, description="Most points in one evaluation.")
    max_printed_size: int = Field(
        1000, ge=1, description="Most numbers, names and operations in a derivative that is still written out."
    )
    max_label_length: int = Field(80, ge=1, description="Most characters in an optimizer's label.")
    max_seed: int = Field(MAX_EXACT, ge=0, description="Largest seed; every JSON reader holds it exactly.")
    axis_count_low: int = Field(2, ge=2, description="Fewest samples along one axis of a landscape.")
    axis_count_high: int = Field(512, ge=2, description="Most samples along one axis of a landscape.")
    coordinate_bound: float = Field(1e6, gt=0, description="Largest absolute value of a coordinate in a request.")
    max_basin_starts: int = Field(65_536, ge=4, description="Most starts in one map of basins.")
    max_basin_steps: int = Field(10_000, ge=1, description="Most steps from each start in one map of basins.")
    max_basin_work: int = Field(24_000_000, ge=65_536, description="Most starts times steps in one map of basins.")
    max_basin_operations: int = Field(
        12_000_000_000,
        ge=1,
        description="Most operations in one map of basins: starts times steps times those of a step, a sine counting "
        "as 32; about three thousand million take a second.",
    )
    max_notebook_steps: int = Field(
        1_000_000, ge=1, description="Most optimizers times steps in a run that is made a notebook."
    )
    max_repeated_operations: int = Field(
        250_000_000,
        ge=1,
        description="Most operations of a run that is repeated for a notebook or for the anatomy of a step: steps "
        "times those of a step; about a hundred million take a second.",
    )
    max_sweep_values: int = Field(401, ge=1, description="Most values in one sweep.")
    max_sweep_steps: int = Field(20_000_000, ge=1, description="Most values times steps in one sweep.")
    max_sweep_operations: int = Field(
        6_000_000_000, ge=1, description="Most operations in one sweep: values times steps times those of a step."
    )
    codebook_words_low: int = Field(10, ge=2, description="Fewest words in a codebook.")
    codebook_words_high: int = Field(2000, ge=2, le=10_000, description="Most words in a codebook.")
    kept_codebooks: int = Field(
        64, ge=1, description="Codebooks that are kept; beyond, those learned first are learned again when needed."
    )
    max_body_bytes: int = Field(65_536, ge=1024, description="Largest JSON body of a request, in bytes.")

    max_image_bytes: int = Field(10_000_000, ge=1024, description="Largest image file, in bytes.")
    max_image_pixels: int = Field(25_000_000, ge=1, description="Most pixels of an image.")
    sift_pixels: int = Field(
        1_048_576, ge=1024, description="An image of more pixels is scaled down before SIFT keypoints are sought in it."
    )
    max_hog_numbers: int = Field(
        10_000_000, ge=1, description="Most numbers of HOG in an answer as JSON; each takes some ten bytes."
    )
    max_keypoints: int = Field(
        20_000, ge=1, description="Most SIFT keypoints of an image; of more, those with the highest contrast are kept."
    )
    words_pixels: int = Field(
        36_864, ge=1024, description="An image of more pixels is scaled down before it is read in visual words."
    )
    image_seconds: float = Field(6.0, gt=0, description="Longest work on one image, in seconds.")
    image_memory_bytes: int = Field(
        600_000_000, ge=1 << 24, description="Memory that the work on one image may take, in bytes."
    )
    cnn_memory_bytes: int = Field(
        250_000_000,
        ge=0,
        description="Memory that a process that works on images may take beyond that for the network, if its extra is "
        "installed, in bytes.",
    )
    image_processes: int = Field(0, ge=0, description="Processes that work on images; 0 means as many as cores.")
    waiting_images: int = Field(16, ge=0, description="Images that may wait for a process; more are told to retry.")

    max_archive_bytes: int = Field(50_000_000, ge=1024, description="Largest zip archive of images, in bytes.")
    max_archive_members: int = Field(5000, ge=1, description="Most members of a zip archive.")
    max_unpacked_bytes: int = Field(
        200_000_000, ge=1024, description="Most bytes that the members of a zip archive unpack to."
    )
    max_classes: int = Field(50, ge=2, description="Most classes of an uploaded data set.")
    max_name_length: int = Field(60, ge=1, description="Most characters in the name of a data set or a class.")
    uploads: Literal["private", "shared", "off"] = Field(
        "private",
        description="Whose uploaded data sets are listed to a visitor: their own (private) or all (shared); off takes "
        "no more of them.",
    )
    kept_uploads: int = Field(
        20, ge=1, description="Uploaded data sets that are kept for one visitor; beyond, that visitor's oldest go."
    )
    kept_upload_bytes: int = Field(
        200_000_000, ge=1024, description="Disk for the uploaded data sets of one visitor, in bytes; beyond, as before."
    )
    all_kept_uploads: int = Field(
        1000,
        ge=1,
        description="Uploaded data sets that are kept for all visitors; beyond, the oldest of whoever has most go.",
    )
    all_kept_upload_bytes: int = Field(
        2_000_000_000,
        ge=1024,
        description="Disk for the uploaded data sets of all visitors, in bytes; beyond, as before.",
    )
    concurrent_uploads: int = Field(
        2, ge=1, description="Uploaded archives that are read at once; more wait their turn."
    )
    upload_memory_bytes: int = Field(
        200_000_000,
        ge=1,
        description="Memory for files that are being received, or wait to be read, in bytes, never less than for the "
        "largest; beyond, the largest of whoever sends most is told to retry.",
    )
    upload_seconds: float = Field(
        60.0, gt=0, description="Longest upload of a data set, in seconds, from the first byte to the answer."
    )
    data_check_seconds: float = Field(
        60.0, gt=0, description="From one check whether the data folder takes data to the next, in seconds."
    )
    max_download_bytes: int = Field(
        300_000_000, ge=1024, description="Largest archive that is downloaded by the command, in bytes."
    )
    download_seconds: float = Field(
        30.0, gt=0, description="Longest silence of a server from which the command downloads, in seconds."
    )

    concurrent_runs: int = Field(
        64, ge=1, description="Streams, and pictures in pipelines, that there may be at once; more are told to retry."
    )
    retry_after_low: int = Field(1, ge=1, description="Shortest wait suggested to a refused run, in seconds.")
    retry_after_high: int = Field(4, ge=1, description="Longest wait suggested to a refused run, in seconds.")
    workers: int = Field(0, ge=0, description="Threads that compute slices; 0 means as many as can run Python at once.")
    concurrent_learnings: int = Field(1, ge=1, description="Codebooks that are learned at once; more wait their turn.")
    concurrent_landscapes: int = Field(
        2, ge=1, description="Landscapes of classifiers that are computed at once; more wait their turn."
    )
    concurrent_long_landscapes: int = Field(
        1,
        ge=1,
        description="The same for those that take longer than a request may; the others do not wait for them.",
    )
    slice_steps: int = Field(4096, ge=1, description="Most steps in one slice of work.")
    slice_seconds: float = Field(0.010, gt=0, description="Longest slice of work, in seconds.")
    first_slice_steps: int = Field(16, ge=1, description="Steps in an optimizer's first slice, kept short.")

    same_log_lines: int = Field(
        5, ge=1, description="Most log lines that say the same thing within a minute; the others are counted."
    )
    request_seconds: float = Field(10.0, gt=0, description="Longest request outside streams and uploads, in seconds.")
    stall_seconds: float = Field(
        60.0, gt=0, description="A stream whose client reads nothing for this many seconds is dropped."
    )
    yield_seconds: float = Field(5.0, gt=0, description="The same while somebody else needs the stream's place.")
    shutdown_seconds: int = Field(
        2, ge=0, description="How long a stopping server lets open streams go on, in seconds."
    )

    @property
    def max_image_body_bytes(self) -> int:
        """Largest body of a request that carries an image: the file and a form around it."""
        return self.max_image_bytes + self.max_body_bytes

    @property
    def image_patience_seconds(self) -> float:
        """How long an image may wait for a process, so that there is time for it and its answer in the request."""
        return max(0.8 * self.request_seconds - self.image_seconds, 0.1 * self.request_seconds)

    @property
    def max_archive_body_bytes(self) -> int:
        """Largest body of a request that carries an archive: the file and a form around it."""
        return self.max_archive_bytes + self.max_body_bytes

    @property
    def upload_memory(self) -> int:
        """Bytes for files that are being received, or wait to be read."""
        return max(self.upload_memory_bytes, self.max_image_body_bytes, self.max_archive_body_bytes)

    @field_validator("*")
    @classmethod
    def _is_exact_everywhere(cls, value: object) -> object:
        if isinstance(value, int) and value > MAX_EXACT:
            raise ValueError(f"must be less than or equal to {MAX_EXACT}")
        return value

    @model_validator(mode="after")
    def _ranges_are_ordered(self) -> Self:
        if self.axis_count_low > self.axis_count_high:
            raise ValueError("axis_count_low must not exceed axis_count_high")
        if self.max_plane_work > self.max_streamed_plane_work:
            raise ValueError("max_plane_work must not exceed max_streamed_plane_work")
        if self.codebook_words_low > self.codebook_words_high:
            raise ValueError("codebook_words_low must not exceed codebook_words_high")
        if self.max_basin_starts > self.max_basin_work:
            raise ValueError("max_basin_starts must not exceed max_basin_work")
        if self.retry_after_low > self.retry_after_high:
            raise ValueError("retry_after_low must not exceed retry_after_high")
        return self

    def data_folder(self) -> Path:
        """The folder in which codebooks and data sets are kept; it need not be there yet."""
        return user_data_path("slopelab", appauthor=False) if self.data is None else self.data


def read_settings() -> Settings:
    """The settings that the environment asks for.

    Raises:
        SystemExit: with status 2 and a sentence, where one is impossible.
    """
    try:
        return Settings()
    except ValidationError as error:
        print(f"slopelab: {_in_words(error)}", file=sys.stderr)
        raise SystemExit(2) from None


def _in_words(error: ValidationError) -> str:
    """The first thing that is wrong, by the names of the environment's variables."""
    first = error.errors()[0]
    what = first["msg"].removeprefix("Value error, ").replace("Input should", "must", 1)
    for name in sorted(Settings.model_fields, key=len, reverse=True):
        what = re.sub(rf"\b{name}\b", _variable(name), what)
    place = f"{_variable(str(first['loc'][0]))} " if first["loc"] else ""
    return f"{place}{what}."


def _variable(name: str) -> str:
    return f"SLOPELAB_{name.upper()}"
