"""Computing a run again up to a step, in slices that take turns with those of all visitors."""

from anyio import CapacityLimiter, to_thread

from app.engine.steppers import State, Stepper
from app.runs.slices import Lane


async def state_after(stepper: Stepper, entries: int, threads: CapacityLimiter) -> State:
    """The state of an optimizer when it has this many entries (≥ 1), or when it ended if that was before."""
    lane = Lane.at_start(stepper)
    while lane.state.entries < entries and not lane.ended:
        lane, _ = await to_thread.run_sync(lane.up_to(entries).advanced, limiter=threads)
    return lane.state
