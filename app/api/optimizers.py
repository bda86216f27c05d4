"""The catalogue of update rules and searches."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, Field

from app.api.shapes import SettingAnswer
from app.http.routing import resource_router
from app.language.mathml import assignments_mathml, math_element
from app.optimizers.rules import CUSTOM_RULE, RULES, Family, Rule, learning_rate_setting
from app.optimizers.searches import SEARCHES, Search

router = resource_router("optimizers")


class OptimizerAnswer(BaseModel):
    """An update rule or a search."""

    id: str
    name: str
    kind: Literal["rule", "search"]
    formula: str = Field(description="The formula of a step, as MathML.")
    source: str | None = Field(description="A rule's text, the very one that runs; null for a search.")
    settings: list[SettingAnswer]
    family: Family | None = Field(description="Whose learning rates on a surface suit the rule; null for a search.")
    classifier_learning_rate: float | None = Field(
        description="A learning rate that suits most classifiers; null for a search."
    )
    meaning: str


@cache
def _catalogue() -> list[OptimizerAnswer]:
    return [*map(_rule, (*RULES.values(), CUSTOM_RULE)), *map(_search, SEARCHES.values())]


def _rule(rule: Rule) -> OptimizerAnswer:
    return OptimizerAnswer(
        id=rule.id,
        name=rule.name.en,
        kind="rule",
        formula=math_element(assignments_mathml(rule.program.assignments)),
        source=rule.source,
        settings=[SettingAnswer.of(s) for s in (learning_rate_setting(rule.learning_rate), *rule.settings)],
        family=rule.family,
        classifier_learning_rate=rule.classifier_learning_rate,
        meaning=rule.meaning.en,
    )


def _search(search: Search) -> OptimizerAnswer:
    return OptimizerAnswer(
        id=search.id,
        name=search.name.en,
        kind="search",
        formula=math_element(assignments_mathml((("w", search.candidate),))),
        source=None,
        settings=[SettingAnswer.of(setting) for setting in search.settings],
        family=None,
        classifier_learning_rate=None,
        meaning=search.meaning.en,
    )


@router.get("/optimizers")
def optimizers() -> list[OptimizerAnswer]:
    """Every update rule and every search, with its settings."""
    return _catalogue()
