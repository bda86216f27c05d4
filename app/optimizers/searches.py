"""Searches: optimizers that use only losses (lecture points S2 and S3).

At each step a search draws a candidate and keeps it if its loss is lower than the best so far.
"""

from dataclasses import dataclass
from typing import Literal

from app.interruption import computed_once
from app.language.expressions import Expression
from app.language.parser import parse
from app.language.settings import Setting

PROPOSAL_NAMES = ("w", "u", "low", "high")


@dataclass(frozen=True)
class Search:
    """A search.

    Attributes:
        proposal: the text of the candidate, which reads the best point ``w``, a random number ``u`` for each
            coordinate, and the bounds ``low`` and ``high`` of the domain.
        distribution: the distribution of ``u``: uniform on [0, 1), or normal with mean 0 and standard deviation 1.
    """

    id: str
    name: str
    proposal: str
    distribution: Literal["uniform", "normal"]
    settings: tuple[Setting, ...]
    meaning: str

    @computed_once
    def candidate(self) -> Expression:
        """The checked proposal."""
        return parse(self.proposal, (*PROPOSAL_NAMES, *self.setting_names))

    @computed_once
    def setting_names(self) -> tuple[str, ...]:
        return tuple(setting.name for setting in self.settings)


SEARCHES: dict[str, Search] = {
    search.id: search
    for search in (
        Search(
            "random_search",
            "Random search",
            "low + (high - low)*u",
            "uniform",
            (),
            "Guesses anywhere in the domain and keeps the best guess.",
        ),
        Search(
            "local_search",
            "Local search",
            "w + scale*u",
            "normal",
            (Setting("scale", 0.1, 1e-6, 1e3, "The standard deviation of a guess around the best point."),),
            "Guesses near the best point so far and moves there if it is lower.",
        ),
    )
}
"""The searches by id."""
