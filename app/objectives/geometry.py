"""Intervals and rectangles in the plane."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """The numbers from ``low`` to ``high``; low < high."""

    low: float
    high: float


@dataclass(frozen=True)
class Rectangle:
    """The points whose coordinates lie in two intervals."""

    x: Interval
    y: Interval

    @classmethod
    def square(cls, half_width: float) -> "Rectangle":
        """The square around the origin."""
        return cls(Interval(-half_width, half_width), Interval(-half_width, half_width))
