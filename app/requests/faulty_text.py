"""Faults in the texts of a request, reported with the field that contains the text."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.language.faults import LanguageError


class FaultyTextError(ValueError):
    """A field contains a text that does not belong to the language.

    Attributes:
        location: the field, as in ``optimizers[1].source``.
        fault: the fault in the text, and its position.
    """

    def __init__(self, location: str, fault: LanguageError) -> None:
        super().__init__(f"{location}: {fault}")
        self.location = location
        self.fault = fault


@contextmanager
def text_at(location: str) -> Iterator[None]:
    """Add the field that contains a text to its faults.

    Raises:
        FaultyTextError: in place of a LanguageError.
    """
    try:
        yield
    except LanguageError as fault:
        raise FaultyTextError(location, fault) from None


@contextmanager
def within(field: str) -> Iterator[None]:
    """Prefix the locations of faulty texts with the field that contains a part of a request."""
    try:
        yield
    except FaultyTextError as faulty:
        raise FaultyTextError(f"{field}.{faulty.location}", faulty.fault) from None
