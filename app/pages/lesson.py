"""The sections of the lesson: their texts, and the labs in which their figures can be explored.

The codes are those of the lecture points S1–S13; the texts are in the catalogues under ``lesson``.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """A section with its figure.

    Attributes:
        code: the code of the lecture point, as in ``s1``; also the fragment in its address.
        lab: the page on which its figure can be explored further.
        options: the outcomes that a visitor may predict, by the names that the figure uses.
        beside: the preset of the landscape lab, or the page, to which an aside leads.
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
"""The two halves of the lecture, in order."""
