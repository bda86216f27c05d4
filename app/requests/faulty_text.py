"""Faults in the texts of a request, told with the field that holds the text."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.language.faults import LanguageError


class FaultyTextError(ValueError):
    """A field holds a text that is not of the language.

    Attributes:
        location: the field, as in ``optimizers[1].source``.
        fault: what is wrong with the text, and where in it.
    """

    def __init__(self, location: str, fault: LanguageError) -> None:
        super().__init__(f"{location}: {fault}")
        self.location = location
        self.fault = fault


@contextmanager
def text_at(location: str) -> Iterator[None]:
    """Give the faults of a text the field that holds it.

    Raises:
        FaultyTextError: in place of a LanguageError.
    """
    try:
        yield
    except LanguageError as fault:
        raise FaultyTextError(location, fault) from None


@contextmanager
def within(field: str) -> Iterator[None]:
    """Put the field that holds a part of a request before the fields of that part, in faulty texts."""
    try:
        yield
    except FaultyTextError as faulty:
        raise FaultyTextError(f"{field}.{faulty.location}", faulty.fault) from None
