"""The built-in data sets, which need no download or import, in the order in which they are listed."""

from app.datasets.digits import DIGITS
from app.datasets.labelled import BuiltIn
from app.datasets.patches import PATCHES
from app.datasets.planar import PLANAR

BUILT_IN: dict[str, BuiltIn] = {dataset.id: dataset for dataset in (DIGITS, *PATCHES, *PLANAR)}
"""The built-in data sets by id."""
