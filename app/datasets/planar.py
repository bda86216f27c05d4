"""Small sets of points in the plane that no line can separate, to show the decision boundaries of classifiers."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import BuiltIn, Description, LabelledPoints, Split
from app.texts import Text

Points = NDArray[np.float64]
Curve = Callable[[int, Points], Points]
"""(class, positions (N,) along the curve, from 0 to 1) → points (N, 2) of the class."""

TRAIN, TEST = 150, 50


def spirals() -> Split[LabelledPoints]:
    """Three arms that wind around each other (CS231n, case study of a minimal network)."""

    def arm(label: int, places: Points) -> Points:
        angles = 4 * (label + places)
        return np.column_stack([places * np.sin(angles), places * np.cos(angles)])

    return _along(arm, ("first", "second", "third"), noise=0.03)


def moons() -> Split[LabelledPoints]:
    """Two half circles, each with its end inside the other."""

    def half(label: int, places: Points) -> Points:
        angles = np.pi * places
        circle = np.column_stack([np.cos(angles), np.sin(angles)])
        return circle if label == 0 else np.array([1.0, 0.5]) - circle

    return _along(half, ("upper", "lower"), noise=0.1)


def circles() -> Split[LabelledPoints]:
    """A circle around another."""

    def circle(label: int, places: Points) -> Points:
        angles = 2 * np.pi * places
        radius = 1.0 if label == 0 else 0.4
        return radius * np.column_stack([np.cos(angles), np.sin(angles)])

    return _along(circle, ("outer", "inner"), noise=0.08)


def _along(curve: Curve, classes: tuple[str, ...], noise: float) -> Split[LabelledPoints]:
    """Draw points near a curve for each class, ``TRAIN`` for training and ``TEST`` for testing, with seed 0."""
    random = np.random.default_rng(0)
    return Split(*(_drawn(curve, classes, count, noise, random) for count in (TRAIN, TEST)))


def _drawn(
    curve: Curve, classes: tuple[str, ...], count: int, noise: float, random: np.random.Generator
) -> LabelledPoints:
    points = [curve(label, random.random(count)) for label in range(len(classes))]
    scattered = np.concatenate(points) + noise * random.standard_normal((count * len(classes), 2))
    return LabelledPoints(scattered, np.repeat(np.arange(len(classes)), count), classes)


PLANAR = (
    BuiltIn(
        "spirals",
        Text("Spirals", "나선"),
        Description("Spirals", ("first", "second", "third"), 450, 150, None),
        spirals,
    ),
    BuiltIn("moons", Text("Moons", "반달"), Description("Moons", ("upper", "lower"), 300, 100, None), moons),
    BuiltIn("circles", Text("Circles", "동심원"), Description("Circles", ("outer", "inner"), 300, 100, None), circles),
)
