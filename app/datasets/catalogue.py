"""The data sets that need nothing but what is installed."""

from collections.abc import Callable
from dataclasses import dataclass

from app.datasets.digits import digits
from app.datasets.labelled import LabelledImages, LabelledPoints, Split
from app.datasets.patches import patches
from app.datasets.planar import circles, moons, spirals

AnySplit = Split[LabelledImages] | Split[LabelledPoints]


@dataclass(frozen=True)
class BuiltIn:
    """A data set that is always there.

    Attributes:
        split: makes it, the same each time.
    """

    id: str
    name: str
    split: Callable[[], AnySplit]


BUILT_IN: dict[str, BuiltIn] = {
    dataset.id: dataset
    for dataset in (
        BuiltIn("digits", "Digits", digits),
        BuiltIn("patches", "Patches of photographs", patches),
        BuiltIn("spirals", "Spirals", spirals),
        BuiltIn("moons", "Moons", moons),
        BuiltIn("circles", "Circles", circles),
    )
}
"""They by id."""
