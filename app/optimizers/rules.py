"""The built-in update rules, in the notation and with the conventions of ``torch.optim``.

A path computed here can be reproduced with the PyTorch optimizer named at each rule, up to rounding.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.interruption import computed_once
from app.language.rules import RuleProgram, parse_rule
from app.language.settings import Setting

MAX_LEARNING_RATE = 1e3
MIN_LEARNING_RATE = 1e-8

Family = Literal["gradient_descent", "momentum", "adagrad", "rmsprop", "adam"]
"""Groups of rules for which the same learning rates work well."""


@dataclass(frozen=True)
class Rule:
    """An update rule: a text that turns a gradient ``g`` into a step of the weights ``w``.

    Attributes:
        source: the text, as described in `app.language.rules`.
        settings: the settings that it reads besides the learning rate ``lr`` and the step number ``t``.
        learning_rate: the default learning rate.
        family: which of a surface's learning rates the rule uses.
        meaning: one sentence describing its step.
    """

    id: str
    name: str
    source: str
    learning_rate: float
    settings: tuple[Setting, ...]
    family: Family
    meaning: str

    @computed_once
    def program(self) -> RuleProgram:
        """The checked text."""
        return parse_rule(self.source, self.setting_names)

    @computed_once
    def setting_names(self) -> tuple[str, ...]:
        return tuple(setting.name for setting in self.settings)


def learning_rate_setting(default: float) -> Setting:
    """The setting that every rule has."""
    return Setting(
        "learning_rate",
        default,
        MIN_LEARNING_RATE,
        MAX_LEARNING_RATE,
        "How long a step is for a given slope.",
    )


MOMENTUM = Setting("momentum", 0.9, 0.0, 0.9999, "The share of the last velocity that is kept at each step.")
BETA1 = Setting("beta1", 0.9, 0.0, 0.9999, "How much of the running mean of gradients is kept at each step.")
ALPHA = Setting("alpha", 0.99, 0.0, 0.999999, "How much of the running mean of squared gradients is kept.")
BETA2 = Setting("beta2", 0.999, 0.0, 0.999999, "How much of the running mean of squared gradients is kept.")
WEIGHT_DECAY = Setting("weight_decay", 1e-2, 0.0, 10.0, "How strongly each step pulls the weights towards zero.")


def epsilon(default: float) -> Setting:
    """The setting that keeps a division finite; rules differ in its default."""
    return Setting("epsilon", default, 1e-16, 1.0, "A small number that keeps the division finite.")


_ADAM_MOMENTS = """\
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g**2
"""
_ADAM_STEP = "w = w - lr/(1 - beta1**t)*m/(sqrt(v/(1 - beta2**t)) + epsilon)"

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        # torch.optim.SGD(lr)
        Rule(
            "gradient_descent",
            "Gradient descent",
            "w = w - lr*g",
            1e-3,
            (),
            "gradient_descent",
            "Steps straight down the slope, as far as the slope is steep.",
        ),
        # torch.optim.SGD(lr, momentum); Polyak 1964
        Rule(
            "momentum",
            "Momentum",
            "v = momentum*v + g\nw = w - lr*v",
            1e-3,
            (MOMENTUM,),
            "momentum",
            "Keeps a velocity, so that slopes that agree add up and slopes that alternate cancel.",
        ),
        # torch.optim.SGD(lr, momentum, nesterov=True); Sutskever et al. 2013
        Rule(
            "nesterov",
            "Nesterov",
            "v = momentum*v + g\nw = w - lr*(g + momentum*v)",
            1e-3,
            (MOMENTUM,),
            "momentum",
            "Momentum that looks one step ahead, and so brakes earlier.",
        ),
        # torch.optim.Adagrad(lr, eps=epsilon); Duchi et al. 2011
        Rule(
            "adagrad",
            "AdaGrad",
            "s = s + g**2\nw = w - lr*g/(sqrt(s) + epsilon)",
            1e-2,
            (epsilon(1e-10),),
            "adagrad",
            "Divides each coordinate by the root of all its squared slopes so far: "
            "steep directions calm down for good.",
        ),
        # torch.optim.RMSprop(lr, alpha, eps=epsilon); Hinton 2012
        Rule(
            "rmsprop",
            "RMSProp",
            "s = alpha*s + (1 - alpha)*g**2\nw = w - lr*g/(sqrt(s) + epsilon)",
            1e-2,
            (ALPHA, epsilon(1e-8)),
            "rmsprop",
            "Divides each coordinate by the root of its recent squared slopes.",
        ),
        # torch.optim.Adam(lr, betas=(beta1, beta2), eps=epsilon); Kingma and Ba 2015, algorithm 1
        Rule(
            "adam",
            "Adam",
            _ADAM_MOMENTS + _ADAM_STEP,
            1e-3,
            (BETA1, BETA2, epsilon(1e-8)),
            "adam",
            "Momentum divided by the recent size of the slope: it reads direction rather than height.",
        ),
        # torch.optim.AdamW(lr, betas=(beta1, beta2), eps=epsilon, weight_decay); Loshchilov and Hutter 2019
        Rule(
            "adamw",
            "AdamW",
            "w = w - lr*weight_decay*w\n" + _ADAM_MOMENTS + _ADAM_STEP,
            1e-3,
            (
                BETA1,
                BETA2,
                epsilon(1e-8),
                WEIGHT_DECAY,
            ),
            "adam",
            "Adam that also shrinks the weights a little at each step.",
        ),
    )
}
"""The built-in rules by id."""


CUSTOM_RULE = Rule(
    "custom",
    "Your own rule",
    "v = momentum*v + g\nw = w - lr*v",
    1e-3,
    (MOMENTUM, ALPHA, BETA1, BETA2, epsilon(1e-8), WEIGHT_DECAY),
    "momentum",
    "Takes the steps that its lines define; it may read the settings of the built-in rules by their names.",
)
"""The initial text of a typed rule, and the settings that it may read."""


@lru_cache(maxsize=256)
def custom_program(source: str) -> RuleProgram:
    """The checked program of a typed rule.

    Raises:
        LanguageError: the text does not belong to the language.
    """
    return parse_rule(source, CUSTOM_RULE.setting_names)
