"""Searches: optimizers that use only losses (lecture points S2 and S3).

At each step a search draws a candidate and keeps it if its loss is lower than the best so far.
"""

from dataclasses import dataclass
from typing import Literal

from app.interruption import computed_once
from app.language.expressions import Expression
from app.language.parser import parse
from app.language.settings import Setting
from app.texts import Text

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
    name: Text
    proposal: str
    distribution: Literal["uniform", "normal"]
    settings: tuple[Setting, ...]
    meaning: Text

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
            Text("Random search", "무작위 탐색"),
            "low + (high - low)*u",
            "uniform",
            (),
            Text("Guesses anywhere in the domain and keeps the best guess.", "아무 데나 찍고 가장 나은 것을 남깁니다."),
        ),
        Search(
            "local_search",
            Text("Local search", "국소 탐색"),
            "w + scale*u",
            "normal",
            (
                Setting(
                    "scale",
                    0.1,
                    1e-6,
                    1e3,
                    Text("scale", "폭"),
                    Text(
                        "The standard deviation of a guess around the best point.",
                        "가장 나은 점 둘레에 찍는 폭(표준 편차)입니다.",
                    ),
                ),
            ),
            Text(
                "Guesses near the best point so far and moves there if it is lower.",
                "가장 나은 점 가까이에 찍고, 더 낮으면 옮겨 갑니다.",
            ),
        ),
    )
}
"""The searches by id."""
