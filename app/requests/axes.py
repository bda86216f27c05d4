"""Coordinates, points and axes in the plane, as they occur in requests."""

from typing import Annotated, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from app.instance import current_settings
from app.requests.base import Strict
from app.requests.limits import AtLeast, AtMost, Within, default_from

Coordinate = Annotated[float, Within("max_coordinate")]
Point = Annotated[tuple[Coordinate, Coordinate], Field(strict=False)]


def default_count() -> int:
    """The default number of samples of an axis."""
    return min(max(101, current_settings().min_axis_count), current_settings().max_axis_count)


class Axis(Strict):
    """Evenly spaced samples from ``low`` to ``high``, both included."""

    low: Coordinate
    high: Coordinate
    count: Annotated[int, AtLeast("min_axis_count"), AtMost("max_axis_count")] = default_from(default_count)

    @model_validator(mode="after")
    def _low_is_below_high(self) -> Self:
        if not self.low < self.high:
            raise ValueError("low must be below high.")
        return self

    def samples(self) -> NDArray[np.float64]:
        """The samples, shape (count,)."""
        return np.linspace(self.low, self.high, self.count)
