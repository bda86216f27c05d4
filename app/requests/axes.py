"""Coordinates, points and axes in the plane, as requests give them."""

from typing import Annotated, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from app.requests.base import Strict
from app.settings import settings

Coordinate = Annotated[float, Field(ge=-settings.coordinate_bound, le=settings.coordinate_bound)]
Point = Annotated[tuple[Coordinate, Coordinate], Field(strict=False)]


DEFAULT_COUNT = min(max(101, settings.axis_count_low), settings.axis_count_high)


class Axis(Strict):
    """Evenly spaced samples from ``low`` to ``high``, both included."""

    low: Coordinate
    high: Coordinate
    count: int = Field(DEFAULT_COUNT, ge=settings.axis_count_low, le=settings.axis_count_high)

    @model_validator(mode="after")
    def _low_is_below_high(self) -> Self:
        if not self.low < self.high:
            raise ValueError("low must be below high.")
        return self

    def samples(self) -> NDArray[np.float64]:
        """The samples, shape (count,)."""
        return np.linspace(self.low, self.high, self.count)
