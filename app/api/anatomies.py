"""Single steps taken apart."""

import math
from typing import Annotated, Literal

from fastapi import Body
from pydantic import BaseModel, Field

from app.api.operations import check_operations
from app.engine.descent_stepper import DescentStepper
from app.http.problems import field_problem
from app.http.routing import resource_router
from app.objectives.protocol import Array
from app.requests.anatomies import AnatomyRequest
from app.requests.faulty_text import within
from app.runs.anatomy import Anatomy, anatomy
from app.runs.slices import state_after
from app.scheduling.threads import python_threads

router = resource_router("optimizers")


class Vector(BaseModel):
    """A vector in the plane; what is not a finite number is null."""

    x: float | None
    y: float | None
    length: float | None


class Part(Vector):
    """The contribution of one cause to a step."""

    kind: Literal["gradient", "memory", "scaling", "decay", "noise"]


class AnatomyAnswer(BaseModel):
    """A step and what it is the sum of."""

    step: int
    start: tuple[float, float] = Field(description="The weights before the step.")
    gradient: Vector = Field(description="The exact gradient there.")
    learning_rate: float = Field(description="With the schedule applied.")
    parts: list[Part] = Field(description="The contributions; their sum is the step. See docs/anatomies.md.")
    total: Vector = Field(description="The whole step.")


EXAMPLES = {
    "What momentum adds": {
        "value": {
            "run": {
                "objective": {"kind": "surface", "id": "beale"},
                "start": [0.75, 1.5],
                "steps": 300,
                "optimizers": [{"rule": "momentum", "learning_rate": 0.01, "momentum": 0.9}],
            },
            "step": 12,
        }
    }
}


@router.post("/anatomies")
async def anatomies(request: Annotated[AnatomyRequest, Body(openapi_examples=EXAMPLES)]) -> AnatomyAnswer:
    """Take a step of an optimizer apart: what the gradient, memory, scaling, decay and noise each contribute."""
    run, threads = request.run, python_threads()
    if request.optimizer >= len(run.optimizers):
        raise field_problem("optimizer", f"Must be less than the number of optimizers, {len(run.optimizers)}.")
    with within("run"):
        steppers = await threads.run(run.steppers)
    stepper = steppers[request.optimizer]
    if not isinstance(stepper, DescentStepper):
        raise field_problem("optimizer", "Must be a rule: a search guesses, so its steps have no parts.")
    await threads.run(check_operations, [(stepper, request.step)], "step")
    state = await state_after(stepper, request.step, threads)
    if state.ended is not None:
        raise field_problem("step", f"Must be at most {state.steps}, the last step that this optimizer took.")
    return _answer(await threads.run(anatomy, stepper, state))


def _answer(found: Anatomy) -> AnatomyAnswer:
    x, y = found.start.tolist()
    return AnatomyAnswer(
        step=found.step,
        start=(x, y),
        gradient=Vector(**_components(found.gradient)),
        learning_rate=found.learning_rate,
        parts=[Part.model_validate({"kind": kind, **_components(part)}) for kind, part in found.parts.items()],
        total=Vector(**_components(found.total)),
    )


def _components(vector: Array) -> dict[str, float]:
    x, y = vector.tolist()
    return {"x": x, "y": y, "length": math.hypot(x, y)}
