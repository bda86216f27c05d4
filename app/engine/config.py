"""The configuration of one optimizer of a run."""

from dataclasses import dataclass, field

from app.engine.gradient_sources import Analytic, GradientSource
from app.language.rules import RuleProgram
from app.optimizers.schedules import SCHEDULES, Schedule
from app.optimizers.searches import Search

ANALYTIC = Analytic()


@dataclass(frozen=True)
class DescentConfig:
    """An update rule with values for all it reads, and where its gradients come from.

    Attributes:
        program: the checked rule.
        settings: a value for each setting of the rule, in the order in which they were declared.
        schedule_settings: a value for each setting of the schedule.
    """

    program: RuleProgram
    learning_rate: float
    settings: dict[str, float] = field(default_factory=dict)
    gradient: GradientSource = ANALYTIC
    schedule: Schedule = SCHEDULES["constant"]
    schedule_settings: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class SearchConfig:
    """A search with a value for each of its settings."""

    search: Search
    settings: dict[str, float] = field(default_factory=dict)


OptimizerConfig = DescentConfig | SearchConfig
