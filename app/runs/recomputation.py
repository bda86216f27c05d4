"""Computing a run again up to a step, in slices that take turns with those of all visitors."""

from anyio import CapacityLimiter, to_thread

from app.engine.steppers import State, Stepper
from app.settings import settings


async def state_after(stepper: Stepper, entries: int, threads: CapacityLimiter) -> State:
    """The state of an optimizer when it has this many entries (≥ 1), or when it ended if that was before."""
    state = stepper.initial()
    while state.entries < entries and state.ended is None:
        budget = min(settings.slice_steps, entries - state.entries)
        state, _ = await to_thread.run_sync(stepper.advance, state, budget, limiter=threads)
    return state
