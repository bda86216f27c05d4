"""A sweep: one optimizer of a run again and again, with other values of one of its settings."""

from collections.abc import AsyncGenerator

import numpy as np
from anyio import CapacityLimiter, to_thread
from pydantic import Field

from app.engine.steppers import State, Stepper
from app.language.settings import Setting
from app.runs.lines import DONE, line
from app.runs.slices import Lane
from app.runs.specification import RunSpecification
from app.runs.strict import Strict
from app.settings import settings
from app.studies.sweeps import SweepPoint, sweep_point, threshold_between

LEARNING_RATE = "learning_rate"


class SweepSpecification(Strict):
    """A run, one of its optimizers, one of that optimizer's settings, and values for it."""

    run: RunSpecification
    optimizer: int = Field(0, ge=0, description="Whose setting, by its place in the run.")
    setting: str = Field(description="The name of the setting, as `GET /api/optimizers` lists it.")
    values: list[float] = Field(
        min_length=1, max_length=settings.max_sweep_values, description="The values to try, in this order."
    )

    def swept_setting(self) -> Setting | None:
        """The setting by that name, with its range; None if the optimizer has none."""
        offered = self.run.optimizers[self.optimizer].offered_settings()
        return next((setting for setting in offered if setting.name == self.setting), None)

    def stepper(self, value: float) -> Stepper:
        """The stepper of the optimizer with a value of the setting.

        Raises:
            FaultyText: the expression or the rule is not of the language.
        """
        optimizer = self.run.optimizers[self.optimizer].model_copy(update={self.setting: value})
        (stepper,) = self.run.model_copy(update={"optimizers": [optimizer]}).steppers()
        return stepper

    def starting_loss(self) -> float:
        """The loss where all begin."""
        return self.run.objective.objective().loss(np.array(self.run.start or self.run.objective.start))


async def sweep_lines(sweep: SweepSpecification, threads: CapacityLimiter) -> AsyncGenerator[bytes]:
    """The lines of a sweep: what is swept, a point for each value, for learning rates the threshold, and the end.

    The work takes turns with that of all other runs on ``threads``, slice by slice.
    """
    yield line({"type": "sweep", **sweep.model_dump(exclude_none=True)})
    starting_loss = await to_thread.run_sync(sweep.starting_loss, limiter=threads)
    points = []
    for value in sweep.values:
        points.append(await _point(sweep, value, starting_loss, threads))
        yield line({"type": "point", **vars(points[-1])})
    threshold = threshold_between(points) if sweep.setting == LEARNING_RATE else None
    if threshold is not None:
        while not threshold.found:
            threshold = threshold.narrowed(await _point(sweep, threshold.middle, starting_loss, threads))
        yield line({"type": "threshold", **vars(threshold)})
    yield DONE


async def _point(sweep: SweepSpecification, value: float, starting_loss: float, threads: CapacityLimiter) -> SweepPoint:
    stepper = await to_thread.run_sync(sweep.stepper, value, limiter=threads)
    return sweep_point(value, await _end(stepper, sweep.run.steps, threads), starting_loss)


async def _end(stepper: Stepper, steps: int, threads: CapacityLimiter) -> State:
    """The state in which an optimizer ends; no entry of its path is kept."""
    lane = Lane.at_start(0, stepper)
    while not lane.ended:
        lane, _ = await to_thread.run_sync(lane.advanced, steps + 1, limiter=threads)
    return lane.state
