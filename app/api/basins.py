"""Basins of attraction: which minimum a rule reaches from each start."""

from typing import Annotated

import numpy as np
from fastapi import Body
from fastapi.responses import Response
from numpy.typing import NDArray
from pydantic import BaseModel, Field

from app.api.shapes import MinimumAnswer
from app.basins.basins import BasinStudy
from app.basins.minima import NONE
from app.engine.config import DescentConfig
from app.engine.ensemble import Ensemble
from app.http.problems import field_problem
from app.http.routing import json_answer, resource_router
from app.instance import current_settings
from app.requests.basins import BasinsRequest
from app.requests.faulty_text import within
from app.scheduling.threads import array_threads

router = resource_router("landscapes")


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
    found = _study(wanted).basins()
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


def _study(request: BasinsRequest) -> BasinStudy:
    """Prepare the computation.

    Raises:
        FaultyTextError: the expression or the rule is not of the language.
        ProblemError: it would take too many operations.
    """
    objective = request.objective.objective()
    with within("optimizer"):
        config = request.optimizer.config()
    assert isinstance(config, DescentConfig)
    ensemble = Ensemble(objective, config, request.affordable_steps(), request.seed)
    _check_cost(ensemble, request.starts)
    return BasinStudy(ensemble, request.x.samples(), request.y.samples())


def _check_cost(ensemble: Ensemble, starts: int) -> None:
    max_operations, step_cost = current_settings().max_basin_operations, ensemble.step_cost
    if starts * ensemble.steps * step_cost <= max_operations:
        return
    max_steps = max_operations // (starts * step_cost)
    if max_steps:
        raise field_problem("steps", f"Must be {max_steps} at most for this loss and rule on {starts} starts.")
    max_starts = max_operations // (ensemble.steps * step_cost)
    raise field_problem("y", f"x.count × y.count must be {max_starts} at most for this loss and rule.")
