"""Gradient checks: a gradient against the difference quotient, with what is wrong if they differ."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated

import numpy as np
from fastapi import Body
from fastapi.responses import Response
from pydantic import BaseModel, Discriminator, Field, Tag

from app.api.classifier_checks import ClassifierCheckAnswer, classifier_check_answer
from app.api.shapes import EvaluationsAnswer, SecondsAnswer, SweepAnswer
from app.gradient_checks.check import Verdict, drawn_points
from app.gradient_checks.faults import Kind
from app.gradient_checks.formulas import ClaimedGradient, FormulaCheck, check_claim, check_formula
from app.gradient_checks.verdicts import SENTENCES, Reason
from app.http.problems import problem_responses
from app.http.routing import json_answer, resource_router
from app.language.expressions import Expression
from app.language.parser import parse
from app.objectives.formulas import VARIABLES, FormulaObjective
from app.objectives.protocol import Array
from app.requests.faulty_text import text_at
from app.requests.gradient_checks import ClassifierCheckRequest, GradientCheckRequest
from app.requests.objectives import objective_kind
from app.scheduling.threads import array_threads

router = resource_router("objectives")


class KinkAnswer(BaseModel):
    """An operation of the loss that has a kink, a jump or a cusp within h of the point."""

    expression: str
    mathml: str
    dimension: int = Field(description="Along which coordinate.")


class FaultAnswer(BaseModel):
    """Why a slope of your gradient is wrong, anywhere in the domain."""

    dimension: int
    kind: Kind
    sentence: str
    factor: float | None = Field(description="The number that makes the slope, or the term, right if it multiplies it.")
    offset: float | None = Field(description="By how much the slope is too large everywhere.")
    term: str | None = Field(description="The term at fault; null if one is missing.")
    expected: str | None = Field(description="The correct term; null if the term does not belong there.")


class GradientCheckAnswer(BaseModel):
    """Lists have an entry for each dimension; what is not a finite number is null."""

    point: list[float]
    h: float
    analytic: list[float | None] = Field(description="The gradient that is checked: yours if you gave one.")
    numeric: list[float | None] = Field(description="Central differences of the loss.")
    exact: list[float | None] | None = Field(description="Our gradient, if you gave yours.")
    relative_error: list[float | None] = Field(
        description="|a − n| / max(|a|, |n|, 0.01·maxⱼ|aⱼ|); 0 where all three are 0."
    )
    max_relative_error: float | None
    verdict: Verdict = Field(description="`pass` below 1e-6, `suspect` below 1e-2, else `fail`.")
    reason: Reason | None = Field(description="Why it did not pass.")
    sentence: str | None = Field(description="The reason in words.")
    faults: list[FaultAnswer] = Field(description="Faults of your gradient, if you sent one.")
    kinks: list[KinkAnswer]
    sweep: list[SweepAnswer]
    evaluations: EvaluationsAnswer
    seconds: SecondsAnswer


MOMENT = {"objective": {"kind": "surface", "id": "rosenbrock"}, "point": [-1.5, 2], "h": 1e-5}
EXAMPLES = {
    "Rosenbrock": {"value": MOMENT},
    "A wrong gradient": {"value": {**MOMENT, "gradient": ["-2*(1-x) - 200*x*(y-x**2)", "200*(y-x**2)"]}},
    "A kink in a loss of your own": {
        "value": {"objective": {"kind": "expression", "expression": "abs(x - 1) + y**2"}, "point": [1.000005, 2]}
    },
    "A point drawn at random": {"value": {"objective": {"kind": "surface", "id": "beale"}, "seed": 7}},
    "A classifier of digits": {
        "value": {"objective": {"kind": "classifier", "dataset": "digits", "model": "mlp"}, "seed": 0, "h": 1e-5}
    },
}


AnyCheck = Annotated[
    Annotated[GradientCheckRequest, Tag("plane")] | Annotated[ClassifierCheckRequest, Tag("classifier")],
    Discriminator(objective_kind),
]


@router.post(
    "/gradient-checks",
    responses={200: {"model": GradientCheckAnswer | ClassifierCheckAnswer}, **problem_responses(HTTPStatus.CONFLICT)},
)
async def gradient_check(check: Annotated[AnyCheck, Body(openapi_examples=EXAMPLES)]) -> Response:
    """The exact gradient, or one of your own, checked against the numeric gradient at a point.

    Of a classifier, ours, at random weights, along at most 32 of them; and what all slopes would cost either way.
    """
    if isinstance(check, ClassifierCheckRequest):
        return await classifier_check_answer(check)
    return await array_threads().run(_gradient_check, check)


def _gradient_check(request: GradientCheckRequest) -> Response:
    objective = request.objective.objective()
    point = _point(request, objective)
    if request.gradient is None:
        answer = {**_answer(check_formula(objective, point, request.h)), "exact": None}
    else:
        claim = ClaimedGradient(objective, tuple(_slopes(request.gradient, objective)))
        answer = _answer(check_claim(claim, point, request.h))
    return json_answer({"point": point, "h": request.h, **answer})


def _point(request: GradientCheckRequest, objective: FormulaObjective) -> Array:
    if request.point is not None:
        return np.array(request.point)
    drawn: Array = drawn_points(objective.domain, request.seed or 0, 0, 1)[0]
    return drawn


def _slopes(texts: tuple[str, ...], objective: FormulaObjective) -> Iterator[Expression]:
    for index, text in enumerate(texts):
        with text_at(f"gradient[{index}]"):
            yield parse(text, (*VARIABLES, *objective.setting_names))


def _answer(study: FormulaCheck) -> dict[str, object]:
    check = study.check
    return {
        "analytic": check.analytic,
        "numeric": check.numeric,
        "exact": study.exact,
        "relative_error": check.relative_error,
        "max_relative_error": check.max_relative_error,
        "verdict": check.verdict,
        "reason": study.reason,
        "sentence": study.reason and SENTENCES[study.reason],
        "faults": study.faults,
        "kinks": study.kinks,
        "sweep": study.sweep,
        "evaluations": {"numeric": check.numeric_cost.evaluations, "analytic": check.analytic_cost.evaluations},
        "seconds": {"numeric": check.numeric_cost.seconds, "analytic": check.analytic_cost.seconds},
    }
