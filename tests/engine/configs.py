"""Plans and steppers that several tests use."""

from app.engine.config import DescentConfig, SearchConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.gradient_sources import Analytic, GradientSource
from app.engine.search_steppers import SearchStepper
from app.engine.steppers import Frame, PlaneState
from app.objectives.catalogue import SURFACES
from app.optimizers.rules import RULES
from app.optimizers.schedules import SCHEDULES
from app.optimizers.searches import SEARCHES
from app.requests.runs import PlaneStepper

BEALE = SURFACES["beale"].objective({})
START = (0.75, 1.5)
ANALYTIC = Analytic()
NEVER = Stop()


def descent(rule: str, rate: float, gradient: GradientSource = ANALYTIC, schedule: str = "constant") -> DescentConfig:
    """A rule with the defaults of its settings."""
    chosen = SCHEDULES[schedule]
    return DescentConfig(
        RULES[rule].program,
        rate,
        {setting.name: setting.default for setting in RULES[rule].settings},
        gradient,
        chosen,
        {setting.name: setting.default for setting in chosen.settings},
    )


def descending(config: DescentConfig, steps: int = 300, seed: int = 0, stop: Stop = NEVER) -> DescentStepper:
    """A rule on Beale."""
    return DescentStepper(BEALE, config, START, steps, seed, stop)


def searching(search: str, steps: int = 300, seed: int = 0, stop: Stop = NEVER) -> SearchStepper:
    """A search on Beale with the defaults of its settings."""
    chosen = SEARCHES[search]
    config = SearchConfig(chosen, {setting.name: setting.default for setting in chosen.settings})
    return SearchStepper(BEALE, config, START, steps, seed, stop)


def whole(stepper: PlaneStepper, budgets: list[int] | None = None) -> tuple[PlaneState, list[Frame]]:
    """A stepper run to its end, in slices of the given budgets over and over (all at once by default)."""
    state = stepper.initial()
    frames: list[Frame] = []
    budgets = budgets or [10**6]
    while state.ended is None:
        state, frame = stepper.advance(state, budgets[len(frames) % len(budgets)])
        frames.append(frame)
    return state, frames


def columns(frames: list[Frame]) -> dict[str, list[float | None]]:
    """The columns of contiguous frames, joined."""
    return {name: [value for frame in frames for value in frame.columns[name]] for name in frames[0].columns}
