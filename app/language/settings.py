"""Settings: named numbers that a text reads, each with its default, its range and its meaning."""

from dataclasses import dataclass

from app.texts import Text


@dataclass(frozen=True)
class Setting:
    """A named number; the range includes ``low`` and ``high``."""

    name: str
    default: float
    low: float
    high: float
    label: Text
    meaning: Text
