"""What is said of a data set without giving it."""

from dataclasses import dataclass

from app.datasets.labelled import LabelledImages, Split


@dataclass(frozen=True)
class Description:
    """What a data set holds.

    Attributes:
        name: for people.
        classes: the names of the classes, in the order of the labels.
        train, test: how many there are to learn from, and to test on.
        image_shape: (height, width, channels); None for points of the plane.
    """

    name: str
    classes: tuple[str, ...]
    train: int
    test: int
    image_shape: tuple[int, int, int] | None


def description_of(name: str, split: Split[LabelledImages]) -> Description:
    """What a set of images holds."""
    height, width, channels = split.train.images.shape[1:]
    return Description(
        name, split.train.classes, len(split.train.labels), len(split.test.labels), (height, width, channels)
    )
