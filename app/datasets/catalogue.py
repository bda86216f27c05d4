"""The built-in data sets, which need no download or import."""

from collections.abc import Callable
from dataclasses import dataclass

from app.datasets.digits import digits
from app.datasets.labelled import Description, LabelledImages, LabelledPoints, Split
from app.datasets.patches import patches, textures
from app.datasets.photographs import PHOTOGRAPHS, TEXTURES
from app.datasets.planar import circles, moons, spirals

AnySplit = Split[LabelledImages] | Split[LabelledPoints]


@dataclass(frozen=True)
class BuiltIn:
    """A data set that is always available.

    Attributes:
        description: written out, so that listing data sets need not make them.
        split: makes the data set, the same each time.
    """

    id: str
    description: Description
    split: Callable[[], AnySplit]


_PHOTOGRAPHS = tuple(photograph.id for photograph in PHOTOGRAPHS)
_TEXTURES = tuple(photograph.id for photograph in TEXTURES)

BUILT_IN: dict[str, BuiltIn] = {
    dataset.id: dataset
    for dataset in (
        BuiltIn("digits", Description("Digits", tuple("0123456789"), 1437, 360, (8, 8, 1)), digits),
        BuiltIn("patches", Description("Patches of photographs", _PHOTOGRAPHS, 2000, 500, (32, 32, 3)), patches),
        BuiltIn("textures", Description("Textures", _TEXTURES, 600, 150, (32, 32, 3)), textures),
        BuiltIn("spirals", Description("Spirals", ("first", "second", "third"), 450, 150, None), spirals),
        BuiltIn("moons", Description("Moons", ("upper", "lower"), 300, 100, None), moons),
        BuiltIn("circles", Description("Circles", ("outer", "inner"), 300, 100, None), circles),
    )
}
"""The built-in data sets by id."""
