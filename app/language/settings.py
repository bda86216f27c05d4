"""Settings: named numbers that a text reads, each with its default, its range and its meaning."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """A named number; the range includes ``low`` and ``high``."""

    name: str
    default: float
    low: float
    high: float
    meaning: str
