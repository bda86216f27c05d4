"""Typed expressions: checked, set, and differentiated."""

from typing import Annotated

from fastapi import Body
from pydantic import BaseModel, Field

from app.http.routing import resource_router
from app.instance import current_settings
from app.language.derivatives import hessian
from app.language.expressions import Expression
from app.language.mathml import math_element, mathml
from app.language.printing import printed_size, text
from app.objectives.formulas import VARIABLES, formula
from app.requests.faulty_text import text_at
from app.requests.texts import ExpressionRequest
from app.scheduling.threads import array_threads

router = resource_router("objectives")


class PrintedExpression(BaseModel):
    """An expression for the eye and for the machine; both null where it would be too long to read."""

    mathml: str | None = Field(description="Presentation MathML.")
    expression: str | None = Field(description="The notation of the language.")


class DifferentiatedExpression(BaseModel):
    """A loss and its derivatives by x and y, derived by the rules of calculus."""

    formula: PrintedExpression
    gradient: tuple[PrintedExpression, PrintedExpression]
    hessian: tuple[tuple[PrintedExpression, PrintedExpression], tuple[PrintedExpression, PrintedExpression]]


EXAMPLES = {
    "Rosenbrock": {"value": {"expression": "(1 - x)**2 + 100*(y - x**2)**2"}},
    "Waves in a bowl": {"value": {"expression": "sin(3*x)*cos(2*y) + 0.1*(x**2 + y**2)"}},
}


@router.post("/expressions")
async def expressions(
    request: Annotated[ExpressionRequest, Body(openapi_examples=EXAMPLES)],
) -> DifferentiatedExpression:
    """Check an expression and derive its gradient and Hessian.

    A text that is not of the language is answered with 422 and the `position` of the fault.
    """
    return await array_threads().run(_differentiated, request)


def _differentiated(request: ExpressionRequest) -> DifferentiatedExpression:
    with text_at("expression"):
        checked = formula(request.expression)
    by_x, by_y = checked.gradient
    (xx, xy), (yx, yy) = hessian(checked.loss, VARIABLES)
    return DifferentiatedExpression(
        formula=printed(checked.loss),
        gradient=(printed(by_x), printed(by_y)),
        hessian=((printed(xx), printed(xy)), (printed(yx), printed(yy))),
    )


def printed(expression: Expression) -> PrintedExpression:
    """An expression as it is answered."""
    if printed_size(expression) > current_settings().max_printed_size:
        return PrintedExpression(mathml=None, expression=None)
    return PrintedExpression(mathml=math_element(mathml(expression)), expression=text(expression))
