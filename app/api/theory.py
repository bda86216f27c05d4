"""Theory of a loss and of optimizers on it, where it is exact: on quadratics."""

from typing import Annotated

from fastapi import Body
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.http.routing import json_answer, resource_router
from app.requests.optimizers import optimizer_configs
from app.requests.theory import TheoryRequest
from app.scheduling.threads import array_threads
from app.sweeps.contraction import contraction
from app.sweeps.quadratics import Quadratic, quadratic

router = resource_router("objectives")


class DescentAnswer(BaseModel):
    """Gradient descent on a quadratic with the curvatures μ ≤ L."""

    divergence: float | None = Field(
        description="2/L, the learning rate beyond which it diverges; null if it does so at every rate (μ < 0) or at "
        "none (L = 0)."
    )
    learning_rate: float | None = Field(description="2/(L + μ), the fastest; null unless μ > 0.")
    rate: float | None = Field(description="(L − μ)/(L + μ): what a step then leaves of the distance to the minimum.")


class HeavyBallAnswer(BaseModel):
    """Momentum at its best on a quadratic with the curvatures μ ≤ L; null unless μ > 0."""

    learning_rate: float | None = Field(description="(2/(√μ + √L))².")
    momentum: float | None = Field(description="((√L − √μ)/(√L + √μ))².")
    rate: float | None = Field(description="The root of that: what a step leaves of the distance in the long run.")


class QuadraticAnswer(BaseModel):
    """A loss that curves the same everywhere."""

    curvatures: tuple[float, float] = Field(description="The eigenvalues μ ≤ L of the Hessian.")
    gradient_descent: DescentAnswer
    heavy_ball: HeavyBallAnswer


class TheoryAnswer(BaseModel):
    """The exact results."""

    quadratic: QuadraticAnswer | None = Field(description="Null if the loss is no polynomial of degree 2 or less.")
    rates: list[float | None] = Field(
        description="For each optimizer what a step leaves of the distance to the minimum in the long run, above 1 if "
        "it grows; null where theory has no exact answer. See docs/sweeps.md."
    )


EXAMPLES = {
    "Zig-zag and its cure": {
        "value": {
            "objective": {"kind": "surface", "id": "ill_conditioned_bowl", "condition": 100},
            "optimizers": [
                {"rule": "gradient_descent", "learning_rate": 0.01980198},
                {"rule": "momentum", "learning_rate": 0.03305785, "momentum": 0.66942149},
                {"rule": "adam", "learning_rate": 0.1},
            ],
        }
    }
}


@router.post("/theory", responses={200: {"model": TheoryAnswer}})
async def theory(request: Annotated[TheoryRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """The curvatures of a quadratic loss, the learning rates that matter on it, and the rate of each optimizer."""
    return await array_threads().run(_theory, request)


def _theory(request: TheoryRequest) -> Response:
    found = quadratic(request.objective.objective())
    rates = [found and contraction(plan, found) for plan in optimizer_configs(request.optimizers)]
    return json_answer({"quadratic": found and _answer(found), "rates": rates})


def _answer(found: Quadratic) -> dict[str, object]:
    return {
        "curvatures": found.curvatures,
        "gradient_descent": found.gradient_descent,
        "heavy_ball": found.heavy_ball,
    }
