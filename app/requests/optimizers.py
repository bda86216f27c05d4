"""Optimizers, gradient sources and schedules as requests name them, made from the catalogues of rules and searches."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, TypeAdapter, create_model

from app.engine.config import DescentConfig, OptimizerConfig, SearchConfig
from app.language.rules import MAX_SOURCE_LENGTH, RuleProgram
from app.language.settings import Setting
from app.optimizers.rules import CUSTOM_RULE, RULES, Rule, custom_program, learning_rate_setting
from app.optimizers.schedules import SCHEDULES, Schedule
from app.optimizers.searches import SEARCHES, Search
from app.requests.base import Strict
from app.requests.faulty_text import text_at, within
from app.requests.gradients import AnalyticGradient, ClassifierGradientSpecification, GradientSpecification
from app.requests.limits import MaxCharacters
from app.requests.objectives import one_of, setting_field


class ScheduleSpecification(Strict):
    """A schedule: the factor of the learning rate in the course of a run."""

    kind: str

    @property
    def schedule(self) -> Schedule:
        """The schedule of the catalogue."""
        return SCHEDULES[self.kind]

    def settings(self) -> dict[str, float]:
        """The values of its settings, in order."""
        return {name: float(getattr(self, name)) for name in self.schedule.setting_names}


class ConstantSchedule(ScheduleSpecification):
    """The learning rate stays the same."""

    kind: Literal["constant"]


EVERY, FACTOR = SCHEDULES["step"].settings
"""The settings of a step schedule."""


class StepSchedule(ScheduleSpecification):
    """The learning rate is multiplied by ``factor`` after ``every`` so many steps."""

    kind: Literal["step"]
    every: int = Field(int(EVERY.default), ge=EVERY.low, le=EVERY.high, description="The number of steps.")
    factor: float = Field(FACTOR.default, ge=FACTOR.low, le=FACTOR.high, description="The factor.")


class CosineSchedule(ScheduleSpecification):
    """The learning rate falls along half a cosine, which would reach 0 one step after the last."""

    kind: Literal["cosine"]


AnySchedule = Annotated[ConstantSchedule | StepSchedule | CosineSchedule, Field(discriminator="kind")]


Label = Annotated[Annotated[str, MaxCharacters("max_label_length")] | None, Field(description="Your own name for it.")]


class RuleSpecification(Strict):
    """An update rule with its settings, gradient source and schedule."""

    rule: str
    learning_rate: float
    gradient: GradientSpecification = Field(
        AnalyticGradient(kind="analytic"), description="Where gradients come from; analytic ones if left out."
    )
    schedule: AnySchedule = Field(
        ConstantSchedule(kind="constant"), description="Changes the learning rate; constant if left out."
    )
    label: Label = None

    def program(self) -> RuleProgram:
        """The checked text of the rule."""
        return RULES[self.rule].program

    def setting_names(self) -> tuple[str, ...]:
        """The settings that the text may read besides the learning rate."""
        return RULES[self.rule].setting_names

    def offered_settings(self) -> tuple[Setting, ...]:
        """The settings on offer, the learning rate first."""
        rule = CUSTOM_RULE if self.rule == CUSTOM_RULE.id else RULES[self.rule]
        read = self.setting_names()
        own = (setting for setting in rule.settings if setting.name in read)
        return learning_rate_setting(rule.learning_rate), *own

    def config(self) -> OptimizerConfig:
        """Make the configuration for the engine.

        Raises:
            FaultyTextError: the rule does not belong to the language.
        """
        return DescentConfig(
            self.program(),
            float(self.learning_rate),
            {name: float(getattr(self, name)) for name in self.setting_names()},
            self.gradient.source(),
            self.schedule.schedule,
            self.schedule.settings(),
        )


class CustomRuleSpecification(RuleSpecification):
    """An update rule of your own, typed in the little language."""

    source: str = Field(
        CUSTOM_RULE.source,
        description="Assignments, one on each line, as docs/language.md describes them. A setting with the name of a "
        "variable that is assigned is not read.",
        json_schema_extra={"maxLength": MAX_SOURCE_LENGTH},
    )

    def program(self) -> RuleProgram:
        with text_at("source"):
            return custom_program(self.source)

    def setting_names(self) -> tuple[str, ...]:
        return self.program().settings


class SearchSpecification(Strict):
    """A search with its settings."""

    rule: str
    label: Label = None

    def offered_settings(self) -> tuple[Setting, ...]:
        """The settings on offer."""
        return SEARCHES[self.rule].settings

    def config(self) -> OptimizerConfig:
        """Make the configuration for the engine."""
        search = SEARCHES[self.rule]
        return SearchConfig(search, {name: float(getattr(self, name)) for name in search.setting_names})


def _rule_model(rule: Rule, base: type[RuleSpecification]) -> type[RuleSpecification | SearchSpecification]:
    return _model(rule, base, (learning_rate_setting(rule.learning_rate), *rule.settings))


def _model(
    chosen: Rule | Search, base: type[RuleSpecification | SearchSpecification], settings: tuple[Setting, ...]
) -> type[RuleSpecification | SearchSpecification]:
    """Make the model of one rule or search: its id and its settings."""
    fields: dict[str, Any] = {setting.name: setting_field(setting) for setting in settings}
    name = "".join(part.capitalize() for part in chosen.id.split("_"))
    return create_model(name, __base__=base, __doc__=chosen.meaning.en, rule=(one_of(chosen.id), ...), **fields)


def _on_a_classifier(
    model: type[RuleSpecification | SearchSpecification],
) -> type[RuleSpecification | SearchSpecification]:
    """Make the model of the same rule with the gradient sources of classifiers."""
    if issubclass(model, SearchSpecification):
        return model
    default = Field(
        AnalyticGradient(kind="analytic"), description="Where gradients come from; analytic ones if left out."
    )
    gradient: Any = (ClassifierGradientSpecification, default)
    return create_model(f"{model.__name__}OnAClassifier", __base__=model, __doc__=model.__doc__, gradient=gradient)


_MODELS = [
    *(_rule_model(rule, RuleSpecification) for rule in RULES.values()),
    _rule_model(CUSTOM_RULE, CustomRuleSpecification),
    *(_model(search, SearchSpecification, search.settings) for search in SEARCHES.values()),
]

if TYPE_CHECKING:
    OptimizerSpecification = RuleSpecification | SearchSpecification
    ClassifierOptimizerSpecification = RuleSpecification | SearchSpecification
else:
    OptimizerSpecification = Annotated[reduce(or_, _MODELS), Field(discriminator="rule")]
    ClassifierOptimizerSpecification = Annotated[
        reduce(or_, map(_on_a_classifier, _MODELS)), Field(discriminator="rule")
    ]


_ON_A_CLASSIFIER: TypeAdapter[RuleSpecification | SearchSpecification] = TypeAdapter(ClassifierOptimizerSpecification)


def optimizer_on_a_classifier(**fields: Any) -> RuleSpecification | SearchSpecification:
    """Make a rule or search with the gradient sources of classifiers, from the fields of its model."""
    return _ON_A_CLASSIFIER.validate_python(fields)


def optimizer_configs(optimizers: Sequence[OptimizerSpecification]) -> Iterator[OptimizerConfig]:
    """Make the engine's configuration of each optimizer of a request, in order.

    Raises:
        FaultyTextError: a rule does not belong to the language.
    """
    for index, optimizer in enumerate(optimizers):
        with within(f"optimizers[{index}]"):
            yield optimizer.config()
