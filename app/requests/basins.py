"""The request for basins on a grid of starts."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from app.instance import current_settings
from app.requests.axes import Axis
from app.requests.base import Strict
from app.requests.limits import AtMost, Seed, default_from
from app.requests.objectives import ObjectiveSpecification
from app.requests.optimizers import OptimizerSpecification, RuleSpecification


class BasinsRequest(Strict):
    """A rule, and a grid of points from each of which it starts."""

    objective: ObjectiveSpecification
    optimizer: OptimizerSpecification = Field(description="A rule; searches have no basins.")
    x: Axis
    y: Axis
    steps: Annotated[int, Field(ge=1), AtMost("max_basin_steps")] = default_from(
        lambda: min(300, current_settings().max_basin_steps),
        description="The number of steps from each start; by default fewer if there are many starts.",
    )
    seed: Seed = Field(0, description="The seed of a noisy gradient's noise, which is the same for all starts.")

    @field_validator("optimizer")
    @classmethod
    def _is_a_rule(cls, optimizer: OptimizerSpecification) -> OptimizerSpecification:
        if not isinstance(optimizer, RuleSpecification):
            raise ValueError("Must be a rule; a search does not follow the slope from its start.")
        return optimizer

    @field_validator("y")
    @classmethod
    def _few_enough_starts(cls, y: Axis, info: ValidationInfo) -> Axis:
        if "x" in info.data and _starts(info.data["x"], y) > current_settings().max_basin_starts:
            raise ValueError(f"x.count × y.count must be {current_settings().max_basin_starts} at most.")
        return y

    @field_validator("steps")
    @classmethod
    def _little_enough_work(cls, steps: int, info: ValidationInfo) -> int:
        if "y" in info.data and "x" in info.data:
            max_work = current_settings().max_basin_work
            max_steps = max_work // _starts(info.data["x"], info.data["y"])
            if steps > max_steps:
                raise ValueError(f"Must be {max_steps} at most; x.count × y.count × steps may be {max_work}.")
        return steps

    @property
    def starts(self) -> int:
        """The number of starts."""
        return _starts(self.x, self.y)

    def affordable_steps(self) -> int:
        """The requested number of steps or, by default, as many as the limits allow, up to the usual number."""
        if "steps" in self.model_fields_set:
            return self.steps
        return min(self.steps, current_settings().max_basin_work // self.starts)


def _starts(x: Axis, y: Axis) -> int:
    return x.count * y.count
