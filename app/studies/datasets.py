"""Data sets by their ids."""

from functools import lru_cache

from app.datasets.catalogue import BUILT_IN, AnySplit


class UnknownDataset(Exception):
    """There is no data set of an id."""


@lru_cache(maxsize=8)
def split_of(id: str) -> AnySplit:
    """A data set, read once.

    Raises:
        UnknownDataset: there is none of this id.
    """
    if id not in BUILT_IN:
        raise UnknownDataset(id)
    return BUILT_IN[id].split()
