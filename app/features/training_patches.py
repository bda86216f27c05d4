"""What the kinds of visual words have in common: how patches are read, and what is learned from."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.features.kmeans import Look


class PatchReader(Protocol):
    """How patches become the vectors that are compared with visual words."""

    @property
    def kind(self) -> str:
        """The name of the kind of words."""

    @property
    def side(self) -> int:
        """The pixels along a side of a patch."""

    @property
    def step(self) -> int:
        """The pixels from a patch to the next, unless told otherwise."""

    def strips(self, image: NDArray[np.uint8], stride: int) -> Iterator[NDArray[np.float32]]:
        """The vectors of all patches of an image (height, width, 3), on a grid with ``stride`` pixels from one to the
        next: (rows, columns, length), some rows at a time from the top on. None where no patch fits."""


class TrainingPatches(Protocol):
    """Patches in random order, from which words are learned."""

    @property
    def reader(self) -> PatchReader:
        """What made the vectors, and makes those of other images."""

    @property
    def vectors(self) -> NDArray[np.float32]:
        """The patches as vectors, (count, length)."""

    def pictures(self, look: Look) -> NDArray[np.uint8]:
        """How the words look whose centres these are, (words, side, side, 3)."""
