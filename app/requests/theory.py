"""The request for theory about an objective and optimizers."""

from typing import Annotated

from pydantic import Field

from app.requests.base import Strict
from app.requests.limits import MaxEntries
from app.requests.objectives import ObjectiveSpecification
from app.requests.optimizers import OptimizerSpecification


class TheoryRequest(Strict):
    """An objective, and the optimizers whose rates are requested."""

    objective: ObjectiveSpecification
    optimizers: Annotated[list[OptimizerSpecification], MaxEntries("max_optimizers")] = Field([])
