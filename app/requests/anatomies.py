"""The request for the anatomy of one step of a run."""

from typing import Annotated

from pydantic import Field

from app.requests.base import Strict
from app.requests.limits import AtMost
from app.requests.runs import RunRequest


class AnatomyRequest(Strict):
    """A step of a run."""

    run: RunRequest
    optimizer: int = Field(0, ge=0, description="The index of the optimizer in the run.")
    step: Annotated[int, Field(ge=1), AtMost("max_steps")] = Field(description="The number of the step, from 1.")
