"""Rectangles in the plane."""

from app.objectives.geometry import Interval, Rectangle


def test_a_square_is_around_the_origin() -> None:
    assert Rectangle.square(2.5) == Rectangle(Interval(-2.5, 2.5), Interval(-2.5, 2.5))
