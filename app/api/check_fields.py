"""What gradient checks in the plane and of classifiers ask and answer alike."""

from typing import Annotated

from pydantic import BaseModel, Field

NARROWEST, WIDEST = 1e-12, 1.0

Width = Annotated[
    float, Field(ge=NARROWEST, le=WIDEST, description="How far the numeric gradient moves each coordinate.")
]


class SweepAnswer(BaseModel):
    """The largest relative errors with another h; null where something is not finite."""

    h: float
    central: float | None = Field(description="Of (L(w + h) − L(w − h)) / 2h.")
    forward: float | None = Field(description="Of (L(w + h) − L(w)) / h.")


class EvaluationsAnswer(BaseModel):
    """How often each way evaluated the objective for one gradient."""

    numeric: int = Field(description="Losses, two for each dimension.")
    analytic: int = Field(description="Gradients.")


class SecondsAnswer(BaseModel):
    """What each way took of one core for one gradient: the median of a few repetitions."""

    numeric: float
    analytic: float
