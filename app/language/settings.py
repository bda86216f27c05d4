"""Settings: named numbers that a text reads, each with its default, its range and what it means."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """A named number; ``low`` and ``high`` are allowed values themselves."""

    name: str
    default: float
    low: float
    high: float
    meaning: str
