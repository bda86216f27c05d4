"""The specification of a run: everything on which its numbers depend."""

from typing import Annotated, Any

from pydantic import Field

from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.search_steppers import SearchStepper
from app.instance import current_settings
from app.requests.axes import Point
from app.requests.base import Strict, digest_of
from app.requests.limits import AtMost, MaxEntries, Seed, default_from
from app.requests.objectives import ObjectiveSpecification
from app.requests.optimizers import OptimizerSpecification, optimizer_configs

PlaneStepper = DescentStepper | SearchStepper


class StopSpecification(Strict):
    """Conditions under which an optimizer counts as converged; both null by default, so that all steps are run."""

    gradient_norm: float | None = Field(None, ge=0.0, description="Stop when the gradient is this short or shorter.")
    loss: float | None = Field(None, description="Stop when the loss is this low or lower.")


class RunRequest(Strict):
    """A run: several optimizers from one start, with one seed. The same specification gives the same numbers."""

    objective: ObjectiveSpecification
    start: Point | None = Field(None, description="The common start; null for the objective's own.")
    seed: Seed = Field(0, description="The seed of every random number of the run.")
    steps: Annotated[int, Field(ge=1), AtMost("max_steps")] = default_from(
        lambda: min(1000, current_settings().max_steps), description="The number of steps of each optimizer."
    )
    optimizers: Annotated[list[OptimizerSpecification], Field(min_length=1), MaxEntries("max_optimizers")]
    stop: StopSpecification = StopSpecification()

    def normalised(self) -> "RunRequest":
        """The same run with all defaults written out."""
        return self if self.start else self.model_copy(update={"start": self.objective.start})

    def digest(self) -> str:
        """A name for the numbers of the run: equal for runs that differ only in fields that do not affect them."""
        numbers = self.normalised().model_dump(exclude={"optimizers": {"__all__": {"label"}}})
        return digest_of(numbers)

    def as_json(self) -> dict[str, Any]:
        """The run as JSON that can be posted again."""
        return self.normalised().model_dump(exclude_none=True)

    def steppers(self) -> list[PlaneStepper]:
        """Make a stepper for each optimizer, in order.

        Raises:
            FaultyTextError: the expression or a rule does not belong to the language.
        """
        objective = self.objective.objective()
        x, y = self.start or self.objective.start
        stop = Stop(self.stop.gradient_norm, self.stop.loss)
        rest = ((float(x), float(y)), self.steps, self.seed, stop)
        return [
            DescentStepper(objective, config, *rest)
            if isinstance(config, DescentConfig)
            else SearchStepper(objective, config, *rest)
            for config in optimizer_configs(self.optimizers)
        ]
