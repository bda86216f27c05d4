"""The catalogue of surfaces, in the order in which they are listed."""

from app.objectives.benchmark_functions import BENCHMARK_FUNCTIONS
from app.objectives.plain_shapes import PLAIN_SHAPES
from app.objectives.surfaces import Surface

_FIRST, *_OTHERS = BENCHMARK_FUNCTIONS

SURFACES: dict[str, Surface] = {surface.id: surface for surface in (_FIRST, *PLAIN_SHAPES, *_OTHERS)}
"""The surfaces by id, beginning with the one that a first visit shows."""
