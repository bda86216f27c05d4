"""Gradient sources as requests name them."""

from typing import Annotated, Literal

from pydantic import Field

from app.engine.gradient_sources import Analytic, GradientSource, Minibatch, Noisy, Numeric
from app.requests.base import Strict

MIN_DIFFERENCE, MAX_DIFFERENCE = 1e-12, 1.0
"""The range of the distances by which numeric gradients move a coordinate."""
MAX_NOISE = 1e3
"""The largest standard deviation of the noise of a gradient."""
MAX_BATCH_SIZE = 65_536


class AnalyticGradient(Strict):
    """The exact gradient."""

    kind: Literal["analytic"]

    def source(self) -> GradientSource:
        return Analytic()


class NumericGradient(Strict):
    """The central difference quotient: two losses for each dimension."""

    kind: Literal["numeric"]
    h: float = Field(
        1e-5, ge=MIN_DIFFERENCE, le=MAX_DIFFERENCE, description="How far to either side the loss is measured."
    )

    def source(self) -> GradientSource:
        return Numeric(self.h)


class NoisyGradient(Strict):
    """The exact gradient plus normal noise, drawn from the run's seed."""

    kind: Literal["noisy"]
    sigma: float = Field(0.1, ge=0.0, le=MAX_NOISE, description="Standard deviation of the noise in each dimension.")

    def source(self) -> GradientSource:
        return Noisy(self.sigma)


GradientSpecification = Annotated[AnalyticGradient | NumericGradient | NoisyGradient, Field(discriminator="kind")]
"""The sources of a gradient in the plane."""


class MinibatchGradient(Strict):
    """The gradient on some examples at a time, each example once in an epoch, in an order drawn from the run's seed."""

    kind: Literal["minibatch"]
    size: int = Field(
        64,
        ge=1,
        le=MAX_BATCH_SIZE,
        description="Examples in a batch; 32, 64 and 128 are usual. By default as close to 64 as the number of "
        "examples and the limit of steps allow.",
    )

    def source(self) -> GradientSource:
        return Minibatch(self.size)


ClassifierGradientSpecification = Annotated[
    AnalyticGradient | MinibatchGradient | NumericGradient | NoisyGradient, Field(discriminator="kind")
]
"""The sources of a classifier's gradient."""
