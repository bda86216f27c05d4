"""The built-in update rules, in the notation and with the conventions of ``torch.optim``.

A path computed here can be reproduced with the PyTorch optimizer named at each rule, up to rounding.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.interruption import computed_once
from app.language.rules import RuleProgram, parse_rule
from app.language.settings import Setting
from app.texts import Text

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
        classifier_learning_rate: one that suits most classifiers.
        family: which of a surface's learning rates the rule uses.
        meaning: one sentence describing its step.
    """

    id: str
    name: Text
    source: str
    learning_rate: float
    classifier_learning_rate: float
    settings: tuple[Setting, ...]
    family: Family
    meaning: Text

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
        Text("learning rate", "학습률"),
        Text("How long a step is for a given slope.", "같은 기울기에서 걸음이 얼마나 긴지 정합니다."),
    )


MOMENTUM = Setting(
    "momentum",
    0.9,
    0.0,
    0.9999,
    Text("momentum", "모멘텀"),
    Text("The share of the last velocity that is kept at each step.", "지난 속도를 스텝마다 얼마나 남길지 정합니다."),
)
BETA1 = Setting(
    "beta1",
    0.9,
    0.0,
    0.9999,
    Text("beta 1", "베타 1"),
    Text(
        "How much of the running mean of gradients is kept at each step.",
        "그래디언트의 이동 평균을 얼마나 남길지 정합니다.",
    ),
)
ALPHA = Setting(
    "alpha",
    0.99,
    0.0,
    0.999999,
    Text("alpha", "알파"),
    Text(
        "How much of the running mean of squared gradients is kept.",
        "그래디언트 제곱의 이동 평균을 얼마나 남길지 정합니다.",
    ),
)
BETA2 = Setting(
    "beta2",
    0.999,
    0.0,
    0.999999,
    Text("beta 2", "베타 2"),
    Text(
        "How much of the running mean of squared gradients is kept.",
        "그래디언트 제곱의 이동 평균을 얼마나 남길지 정합니다.",
    ),
)
WEIGHT_DECAY = Setting(
    "weight_decay",
    1e-2,
    0.0,
    10.0,
    Text("weight decay", "가중치 감쇠"),
    Text("How strongly each step pulls the weights towards zero.", "스텝마다 가중치를 0으로 당기는 세기입니다."),
)


def epsilon(default: float) -> Setting:
    """The setting that keeps a division finite; rules differ in its default."""
    return Setting(
        "epsilon",
        default,
        1e-16,
        1.0,
        Text("epsilon", "엡실론"),
        Text("A small number that keeps the division finite.", "나눗셈이 무한해지지 않게 하는 작은 수입니다."),
    )


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
            Text("Gradient descent", "경사 하강법"),
            "w = w - lr*g",
            1e-3,
            0.1,
            (),
            "gradient_descent",
            Text(
                "Steps straight down the slope, as far as the slope is steep.", "기울기의 반대로, 가파른 만큼 걷습니다."
            ),
        ),
        # torch.optim.SGD(lr, momentum); Polyak 1964
        Rule(
            "momentum",
            Text("Momentum", "모멘텀"),
            "v = momentum*v + g\nw = w - lr*v",
            1e-3,
            0.01,
            (MOMENTUM,),
            "momentum",
            Text(
                "Keeps a velocity, so that slopes that agree add up and slopes that alternate cancel.",
                "속도를 간직합니다. 같은 방향의 기울기는 쌓이고 번갈아 바뀌는 기울기는 지워집니다.",
            ),
        ),
        # torch.optim.SGD(lr, momentum, nesterov=True); Sutskever et al. 2013
        Rule(
            "nesterov",
            Text("Nesterov", "네스테로프"),
            "v = momentum*v + g\nw = w - lr*(g + momentum*v)",
            1e-3,
            0.01,
            (MOMENTUM,),
            "momentum",
            Text(
                "Momentum that looks one step ahead, and so brakes earlier.",
                "한 걸음 앞을 내다보아 더 일찍 멈추는 모멘텀입니다.",
            ),
        ),
        # torch.optim.Adagrad(lr, eps=epsilon); Duchi et al. 2011
        Rule(
            "adagrad",
            Text("AdaGrad", "AdaGrad"),
            "s = s + g**2\nw = w - lr*g/(sqrt(s) + epsilon)",
            1e-2,
            0.05,
            (epsilon(1e-10),),
            "adagrad",
            Text(
                "Divides each coordinate by the root of all its squared slopes so far: "
                "steep directions calm down for good.",
                "좌표마다 지금까지의 기울기 제곱합의 제곱근으로 나눕니다. 가파른 방향은 계속 잦아듭니다.",
            ),
        ),
        # torch.optim.RMSprop(lr, alpha, eps=epsilon); Hinton 2012
        Rule(
            "rmsprop",
            Text("RMSProp", "RMSProp"),
            "s = alpha*s + (1 - alpha)*g**2\nw = w - lr*g/(sqrt(s) + epsilon)",
            1e-2,
            0.002,
            (ALPHA, epsilon(1e-8)),
            "rmsprop",
            Text(
                "Divides each coordinate by the root of its recent squared slopes.",
                "좌표마다 최근 기울기의 크기로 나눕니다.",
            ),
        ),
        # torch.optim.Adam(lr, betas=(beta1, beta2), eps=epsilon); Kingma and Ba 2015, algorithm 1
        Rule(
            "adam",
            Text("Adam", "Adam"),
            _ADAM_MOMENTS + _ADAM_STEP,
            1e-3,
            0.005,
            (BETA1, BETA2, epsilon(1e-8)),
            "adam",
            Text(
                "Momentum divided by the recent size of the slope: it reads direction rather than height.",
                "모멘텀을 최근 기울기의 크기로 나눕니다. 높이보다 방향을 읽습니다.",
            ),
        ),
        # torch.optim.AdamW(lr, betas=(beta1, beta2), eps=epsilon, weight_decay); Loshchilov and Hutter 2019
        Rule(
            "adamw",
            Text("AdamW", "AdamW"),
            "w = w - lr*weight_decay*w\n" + _ADAM_MOMENTS + _ADAM_STEP,
            1e-3,
            0.005,
            (
                BETA1,
                BETA2,
                epsilon(1e-8),
                WEIGHT_DECAY,
            ),
            "adam",
            Text(
                "Adam that also shrinks the weights a little at each step.",
                "스텝마다 가중치를 조금씩 줄이는 Adam입니다.",
            ),
        ),
    )
}
"""The built-in rules by id."""


CUSTOM_RULE = Rule(
    "custom",
    Text("Your own rule", "직접 쓴 규칙"),
    "v = momentum*v + g\nw = w - lr*v",
    1e-3,
    0.01,
    (MOMENTUM, ALPHA, BETA1, BETA2, epsilon(1e-8), WEIGHT_DECAY),
    "momentum",
    Text(
        "Takes the steps that its lines define; it may read the settings of the built-in rules by their names.",
        "쓴 대로 걷습니다. 내장 규칙의 설정을 이름으로 읽을 수 있습니다.",
    ),
)
"""The initial text of a typed rule, and the settings that it may read."""


@lru_cache(maxsize=256)
def custom_program(source: str) -> RuleProgram:
    """The checked program of a typed rule.

    Raises:
        LanguageError: the text does not belong to the language.
    """
    return parse_rule(source, CUSTOM_RULE.setting_names)
