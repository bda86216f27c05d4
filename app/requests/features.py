"""The request for features of an image."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from app.features.documents import Extra
from app.features.extraction import ALL_FEATURES, DESIGNED
from app.requests.base import Form


def _listed(text: Any) -> Any:
    """Split a comma-separated text into its entries."""
    return [entry.strip() for entry in text.split(",")] if isinstance(text, str) else text


_Feature: Any = Literal[ALL_FEATURES]


MIN_CELL, MAX_CELL = 2, 128


class FeaturesRequest(Form):
    """The fields of the form besides the file."""

    include: Annotated[frozenset[_Feature], BeforeValidator(_listed), WithJsonSchema({"type": "string"})] = Field(
        frozenset(DESIGNED),
        json_schema_extra={"default": ",".join(DESIGNED)},
        description="Comma-separated names of the requested features; by default all but `cnn`, which needs an extra.",
    )
    full: bool = Field(
        False,
        description="Whether to include long parts: `hog.descriptor`, `sift.descriptors`, `words.map`, "
        "`words.vector`, `cnn.features`.",
    )
    normalized: bool = Field(False, description="Whether to include `hog.normalized`.")
    cell: int = Field(8, ge=MIN_CELL, le=MAX_CELL, description="HOG: side of a cell in pixels.")
    block: int = Field(2, ge=1, le=8, description="HOG: side of a block in cells.")
    orientations: int = Field(9, ge=2, le=36, description="HOG: bins over 0–180°.")
    bins: Literal[2, 4, 8, 16] = Field(4, description="Bins of each channel in the joint colour histogram.")
    codebook: str | None = Field(
        None, pattern="^[0-9a-f]{12}$", description="Words: id of the codebook; by default the default codebook."
    )
    stride: int | None = Field(
        None, ge=1, le=32, description="Words: pixels from one patch to the next; by default the codebook's own."
    )
    soft: bool = Field(
        False, description="Words: whether a patch counts for every nearby word, by its distance (triangle)."
    )
    quadrants: bool = Field(False, description="Words: whether `vector` counts the quadrants of the image separately.")
    format: Literal["json", "npz", "png"] = Field(
        "json",
        description="The format: `npz` contains numpy arrays, `png` is the image as every feature reads it.",
    )

    def extras(self) -> frozenset[Extra]:
        """The parts requested beyond the usual ones."""
        long: frozenset[Extra] = frozenset({"descriptor", "descriptors", "map", "features"} if self.full else ())
        return long | frozenset({"normalized"} if self.normalized else ())
