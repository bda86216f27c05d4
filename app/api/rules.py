"""Typed update rules: checked and set."""

from typing import Annotated

from fastapi import Body
from pydantic import BaseModel, Field

from app.http.routing import resource_router
from app.language.mathml import assignments_mathml, math_element
from app.optimizers.rules import custom_program
from app.requests.faulty_text import text_at
from app.requests.texts import RuleRequest
from app.scheduling.threads import array_threads

router = resource_router("optimizers")


class CheckedRule(BaseModel):
    """A rule of the language."""

    formula: str = Field(description="The assignments as MathML.")
    states: list[str] = Field(description="The names that it carries over from step to step, zero before the first.")
    settings: list[str] = Field(description="The settings that it reads besides the learning rate.")


EXAMPLES = {
    "Heavy ball": {"value": {"source": "v = 0.9*v + g\nw = w - lr*v"}},
    "Sign descent": {"value": {"source": "w = w - lr*sign(g)"}},
}


@router.post("/rules")
async def rules(request: Annotated[RuleRequest, Body(openapi_examples=EXAMPLES)]) -> CheckedRule:
    """Check an update rule, to be used as `{"rule": "custom", "source": …}` in a run.

    A text that is not of the language is answered with 422 and the `position` of the fault.
    """
    return await array_threads().run(_checked, request)


def _checked(request: RuleRequest) -> CheckedRule:
    with text_at("source"):
        program = custom_program(request.source)
    return CheckedRule(
        formula=math_element(assignments_mathml(program.assignments)),
        states=list(program.states),
        settings=list(program.settings),
    )
