"""Basins of attraction: which minimum a rule reaches from each start."""

from typing import Annotated

import numpy as np
from fastapi import Body
from fastapi.responses import Response
from numpy.typing import NDArray
from pydantic import BaseModel, Field, ValidationInfo, field_validator

from app.api.shapes import MinimumAnswer
from app.basins.basins import BasinStudy
from app.basins.minima import NONE
from app.engine.config import DescentConfig
from app.engine.ensemble import Ensemble
from app.http.problems import field_problem
from app.http.routing import json_answer, resource_router
from app.instance import current_settings
from app.requests.axes import Axis
from app.requests.base import Strict
from app.requests.faulty_text import within
from app.requests.limits import AtMost, Seed, default_from
from app.requests.objectives import ObjectiveSpecification
from app.requests.optimizers import OptimizerSpecification, RuleSpecification
from app.scheduling.threads import array_threads

router = resource_router("landscapes")


class BasinsRequest(Strict):
    """A rule, and a grid of points from each of which it starts."""

    objective: ObjectiveSpecification
    optimizer: OptimizerSpecification = Field(description="A rule; searches have no basins.")
    x: Axis
    y: Axis
    steps: Annotated[int, Field(ge=1), AtMost("max_basin_steps")] = default_from(
        lambda: min(300, current_settings().max_basin_steps),
        description="Steps from each start; by default fewer where there are too many starts.",
    )
    seed: Seed = Field(0, description="Keys the noise of a noisy gradient, the same for all starts.")

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

    def study(self) -> BasinStudy:
        """What is to be computed.

        Raises:
            FaultyTextError: the expression or the rule is not of the language.
            ProblemError: it would take too many operations.
        """
        objective = self.objective.objective()
        with within("optimizer"):
            config = self.optimizer.config()
        assert isinstance(config, DescentConfig)
        ensemble = Ensemble(objective, config, self._affordable_steps(), self.seed)
        self._check_cost(ensemble)
        return BasinStudy(ensemble, self.x.samples(), self.y.samples())

    def _affordable_steps(self) -> int:
        """The steps that were asked for, which the limits allow; as many as they allow of those by default."""
        if "steps" in self.model_fields_set:
            return self.steps
        return min(self.steps, current_settings().max_basin_work // _starts(self.x, self.y))

    def _check_cost(self, ensemble: Ensemble) -> None:
        starts, step_cost = _starts(self.x, self.y), ensemble.step_cost
        if starts * ensemble.steps * step_cost <= current_settings().max_basin_operations:
            return
        max_steps = current_settings().max_basin_operations // (starts * step_cost)
        if max_steps:
            raise field_problem("steps", f"Must be {max_steps} at most for this loss and rule on {starts} starts.")
        max_starts = current_settings().max_basin_operations // (ensemble.steps * step_cost)
        raise field_problem("y", f"x.count × y.count must be {max_starts} at most for this loss and rule.")


class ReachAnswer(BaseModel):
    """Distances along the axes."""

    x: float
    y: float


class BasinsAnswer(BaseModel):
    """``basin[j][i]`` and ``steps[j][i]`` belong to the start ``(x[i], y[j])``."""

    x: list[float]
    y: list[float]
    minima: list[MinimumAnswer] = Field(
        description="The minima that paths reached, in the window or outside it: the lowest first, equally low ones "
        "from left to right."
    )
    basin: list[list[int | None]] = Field(
        description="The index of the minimum within `reach` of which the path ended; null where the path diverged, "
        "rests at a saddle, a maximum or on flat ground, or is still on its way."
    )
    steps: list[list[int | None]] = Field(
        description="The number of steps after which the path was within `reach` of that minimum, at this look and at "
        "every later one; null where it ended at none."
    )
    every: int = Field(
        description="How many steps apart the paths were looked at, in addition to the last step; 1 for 100 steps or "
        "fewer."
    )
    reach: ReachAnswer = Field(
        description="How near to a minimum, along each axis, counts as there: 2 % of the window's width and height."
    )


HIMMELBLAU = {
    "objective": {"kind": "surface", "id": "himmelblau"},
    "x": {"low": -5, "high": 5, "count": 60},
    "y": {"low": -5, "high": 5, "count": 60},
    "steps": 300,
}
EXAMPLES = {
    "Gradient descent on Himmelblau": {
        "value": {**HIMMELBLAU, "optimizer": {"rule": "gradient_descent", "learning_rate": 0.01}}
    },
    "Memory frays the borders": {"value": {**HIMMELBLAU, "optimizer": {"rule": "momentum", "learning_rate": 0.01}}},
}


@router.post("/basins", responses={200: {"model": BasinsAnswer}})
async def basins(wanted: Annotated[BasinsRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """Which minimum a rule reaches from every point of a grid, and after how many steps."""
    return await array_threads().run(_answer, wanted)


def _answer(wanted: BasinsRequest) -> Response:
    found = wanted.study().basins()
    return json_answer(
        {
            "x": found.x,
            "y": found.y,
            "minima": found.minima,
            "basin": _with_nulls(found.basin),
            "steps": _with_nulls(found.steps),
            "every": found.every,
            "reach": found.reach,
        }
    )


def _with_nulls(numbers: NDArray[np.intp]) -> list[list[int | None]]:
    entries = numbers.astype(object)
    entries[numbers == NONE] = None
    with_nulls: list[list[int | None]] = entries.tolist()
    return with_nulls


def _starts(x: Axis, y: Axis) -> int:
    return x.count * y.count
