"""Computing a run again up to a step, in slices that take turns with those of all visitors."""

from app.engine.steppers import State, Stepper
from app.runs.slices import Lane
from app.scheduling.turns import Turns


async def state_after(stepper: Stepper, entries: int, threads: Turns) -> State:
    """The state of an optimizer when it has this many entries (≥ 1), or when it ended if that was before."""
    lane = Lane.at_start(stepper)
    while lane.state.entries < entries and not lane.ended:
        lane, _ = await threads.run(lane.up_to(entries).advanced)
    return lane.state
