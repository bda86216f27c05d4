"""How far work on a classifier has come."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["extract", "train", "plane", "path", "losses"]
"""In this order: features are read, the optimizer trained, its plane sought, losses computed on its path and a grid."""


@dataclass(frozen=True)
class Progress:
    """What is being done, and the share of it that is done, from 0 to 1."""

    stage: Stage
    share: float
