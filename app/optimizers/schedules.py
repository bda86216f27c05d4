"""Step-size schedules: the learning rate at step ``t`` (from 1) as a text, with the conventions of PyTorch."""

from dataclasses import dataclass

from app.interruption import computed_once
from app.language.expressions import Expression
from app.language.parser import parse
from app.language.settings import Setting
from app.texts import Text


@dataclass(frozen=True)
class Schedule:
    """A schedule; its text reads the base rate ``lr``, the step ``t``, the run's ``steps`` and its settings."""

    id: str
    source: str
    settings: tuple[Setting, ...]

    @computed_once
    def learning_rate(self) -> Expression:
        """The checked text."""
        return parse(self.source, ("lr", "t", "steps", *self.setting_names))

    @computed_once
    def setting_names(self) -> tuple[str, ...]:
        return tuple(setting.name for setting in self.settings)


SCHEDULES: dict[str, Schedule] = {
    schedule.id: schedule
    for schedule in (
        Schedule("constant", "lr", ()),
        # torch.optim.lr_scheduler.StepLR(step_size=every, gamma=factor)
        Schedule(
            "step",
            "lr*factor**floor((t - 1)/every)",
            (
                Setting(
                    "every",
                    100,
                    1,
                    1_000_000,
                    Text("every", "간격"),
                    Text(
                        "The number of steps after which the learning rate is multiplied.",
                        "몇 스텝마다 떨어지는지 정합니다.",
                    ),
                ),
                Setting(
                    "factor",
                    0.5,
                    1e-6,
                    1.0,
                    Text("factor", "배수"),
                    Text("The factor by which the learning rate is multiplied.", "학습률에 곱하는 수입니다."),
                ),
            ),
        ),
        # torch.optim.lr_scheduler.CosineAnnealingLR(T_max=steps, eta_min=0)
        Schedule("cosine", "lr*(1 + cos(pi*(t - 1)/steps))/2", ()),
    )
}
"""The schedules by id."""
