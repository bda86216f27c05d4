"""How much may go on at once, such as streams: what comes on top is refused at once rather than queued."""

from collections.abc import Iterator
from contextlib import contextmanager


class TooManyRuns(Exception):
    """All places are taken."""


class Admission:
    """A number of places. For use on one event loop's thread only."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.running = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for as long as the context lasts.

        Raises:
            TooManyRuns: all places are taken.
        """
        if self.running >= self.places:
            raise TooManyRuns
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1
