"""The specification of a sweep: one optimizer of a run repeated with different values of one of its settings."""

from typing import Annotated, Any

import numpy as np
from pydantic import Field

from app.language.settings import Setting
from app.requests.base import Strict
from app.requests.limits import MaxEntries
from app.requests.runs import PlaneStepper, RunRequest


class SweepRequest(Strict):
    """A run, one of its optimizers, one of that optimizer's settings, and values for it."""

    run: RunRequest
    optimizer: int = Field(0, ge=0, description="The index of the optimizer in the run.")
    setting: str = Field(description="The name of the setting, as `GET /api/optimizers` lists it.")
    values: Annotated[list[float], Field(min_length=1), MaxEntries("max_sweep_values")] = Field(
        description="The values to try, in this order."
    )

    def as_json(self) -> dict[str, Any]:
        """The sweep as JSON that can be posted again, with all defaults written out."""
        return {**self.model_dump(), "run": self.run.as_json()}

    def swept_setting(self) -> Setting | None:
        """The setting by that name, with its range; None if the optimizer has none."""
        offered = self.run.optimizers[self.optimizer].offered_settings()
        return next((setting for setting in offered if setting.name == self.setting), None)

    def stepper(self, value: float) -> PlaneStepper:
        """Make the stepper of the optimizer with a value of the setting.

        Raises:
            FaultyTextError: the expression or the rule does not belong to the language.
        """
        optimizer = self.run.optimizers[self.optimizer].model_copy(update={self.setting: value})
        (stepper,) = self.run.model_copy(update={"optimizers": [optimizer]}).steppers()
        return stepper

    def starting_loss(self) -> float:
        """The loss at the common start."""
        return self.run.objective.objective().loss(np.array(self.run.start or self.run.objective.start))
