"""The sections of the lesson: which words each has, and which lab its figure is a window onto.

The codes are those of the lecture points S1–S13; the texts stand in the catalogues under ``lesson``.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """A section with its figure.

    Attributes:
        code: of the lecture point, as in ``s1``; also its fragment in the address.
        lab: the page on which its figure can be explored further.
        options: what a visitor may expect to happen, as the figure's outcome names them.
        beside: the preset of the landscape lab, or the page, that an aside leads to.
    """

    code: str
    lab: str
    options: tuple[str, ...]
    beside: str | None = None


OPTIMIZATION = (
    Chapter("s1", "landscapes", ("random_search", "gradient_descent", "momentum", "adam"), beside="scale"),
    Chapter("s2", "landscapes", ("guesses", "steps", "split", "reverse")),
    Chapter("s3", "landscapes", ("longer", "same", "shorter")),
    Chapter("s4", "classifiers", ("alike", "tens", "hundreds")),
    Chapter("s5", "landscapes", ("better", "worse", "same")),
    Chapter("s6", "landscapes", ("sooner", "alike", "out"), beside="zigzag"),
    Chapter("s7", "classifiers", ("same", "half", "quarter"), beside="saddle"),
)

FEATURES = (
    Chapter("s8", "features", ("one", "three", "colours")),
    Chapter("s9", "features", ("all", "half", "little")),
    Chapter("s10", "features", ("alike", "half", "other")),
    Chapter("s11", "features", ("few", "some", "most")),
    Chapter("s12", "comparison", ("pixels", "color", "hog", "hog_color")),
    Chapter("s13", "classifiers", ("fewer", "alike", "more"), beside="planes"),
)

PARTS = {"optimization": OPTIMIZATION, "features": FEATURES}
"""The two halves of the lecture, in its order."""
