"""Update rules that a visitor types."""

from functools import lru_cache

from app.language.rules import RuleProgram, parse_rule
from app.optimizers.rules import ALPHA, BETA1, BETA2, MOMENTUM, WEIGHT_DECAY, Rule, epsilon

CUSTOM_RULE = Rule(
    "custom",
    "Your own rule",
    "v = momentum*v + g\nw = w - lr*v",
    1e-3,
    (MOMENTUM, ALPHA, BETA1, BETA2, epsilon(1e-8), WEIGHT_DECAY),
    "Steps as its lines say; it may read the settings of the built-in rules by their names.",
)
"""What a typed rule starts from, and the settings that it may read."""


@lru_cache(maxsize=256)
def custom_program(source: str) -> RuleProgram:
    """The checked program of a typed rule.

    Raises:
        LanguageFault: the text is not of the language.
    """
    return parse_rule(source, CUSTOM_RULE.setting_names)
