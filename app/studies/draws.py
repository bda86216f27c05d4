"""Points drawn from a domain."""

import numpy as np

from app.engine.randomness import rows
from app.objectives.geometry import Rectangle
from app.objectives.protocol import Array


def drawn_points(domain: Rectangle, seed: int, first: int, count: int) -> Array:
    """Points ``first`` to ``first + count`` of an endless row drawn uniformly from the domain: shape (count, 2)."""
    low = np.array([domain.x.low, domain.y.low])
    high = np.array([domain.x.high, domain.y.high])
    points: Array = low + (high - low) * rows(seed, "checked_points", "uniform", first, count, 2)
    return points
