"""The engine alone: steps a second by rule, on Rosenbrock from its classic start, with all columns recorded."""

from collections.abc import Callable, Iterator
from math import sqrt

import numpy as np

from app.engine.array_stepper import ArrayStepper
from app.engine.config import DescentConfig, SearchConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.search_steppers import SearchStepper
from app.language.compilation import compile_scalars
from app.language.expressions import Name
from app.objectives.catalogue import SURFACES
from app.optimizers.rules import RULES, Rule
from app.optimizers.searches import SEARCHES
from app.requests.runs import PlaneStepper
from benchmarks.measurement import Measurement, best_rate, millions

ROSENBROCK = SURFACES["rosenbrock"]
STEPS = 20_000
SLICE = 4096
PROMISED = {"momentum": "≥ 1.8 M/s", "adam": "≥ 1.3 M/s"}


def measurements() -> Iterator[Measurement]:
    """Measure the rules in the engine, and a hand-written loop and numpy for comparison."""
    by_hand = best_rate(_momentum_by_hand)
    yield Measurement("momentum, a loop written by hand", millions(by_hand))
    for rule in RULES.values():
        rate = best_rate(whole_run(_descent(rule)))
        yield Measurement(f"engine, {rule.id}", millions(rate), PROMISED.get(rule.id, ""))
        if rule.id == "momentum":
            yield Measurement("engine / written by hand, momentum", f"{rate / by_hand:.2f}")
    search = SearchStepper(
        ROSENBROCK.objective({}), SearchConfig(SEARCHES["random_search"]), ROSENBROCK.start, STEPS, 0, Stop()
    )
    yield Measurement("engine, random_search", millions(best_rate(whole_run(search))))
    yield Measurement("rule and gradient called one by one", millions(best_rate(_one_by_one)), "≥ 1 M/s")
    yield Measurement("array stepper, momentum on 2-vectors", millions(best_rate(_array_run)), "≥ 0.2 M/s")


def _plan(rule: Rule) -> DescentConfig:
    return DescentConfig(rule.program, 1e-3, {setting.name: setting.default for setting in rule.settings})


def _descent(rule: Rule) -> DescentStepper:
    return DescentStepper(ROSENBROCK.objective({}), _plan(rule), ROSENBROCK.start, STEPS, 0, Stop())


def whole_run(stepper: PlaneStepper) -> Callable[[], int]:
    """A function that runs a stepper to its end, slice by slice, and returns the steps taken."""

    def run() -> int:
        state = stepper.initial()
        while state.ended is None:
            state, _ = stepper.advance(state, SLICE)
        return state.steps

    return run


def _array_run() -> int:
    start = np.array(ROSENBROCK.start)
    stepper = ArrayStepper(ROSENBROCK.objective({}), _plan(RULES["momentum"]), start, SLICE, 0, Stop())
    state, _ = stepper.advance(stepper.initial(), SLICE)
    return state.entries


def _one_by_one() -> int:
    """Momentum as two functions of floats, the gradient and the rule, called for each step and each coordinate."""
    program, measure = RULES["momentum"].program, ROSENBROCK.objective({}).formula.scalars
    after = program.advanced({name: Name(name) for name in ("w", "g", "v", "lr", "momentum")})
    update = compile_scalars((after["w"], after["v"]), ("w", "g", "v", "lr", "momentum"))
    (x, y), velocity_x, velocity_y = ROSENBROCK.start, 0.0, 0.0
    path = []
    loss, gradient_x, gradient_y = measure(x, y)
    for _ in range(STEPS):
        x, velocity_x = update(x, gradient_x, velocity_x, 1e-3, 0.9)
        y, velocity_y = update(y, gradient_y, velocity_y, 1e-3, 0.9)
        loss, gradient_x, gradient_y = measure(x, y)
        path.append((x, y, loss, sqrt(gradient_x * gradient_x + gradient_y * gradient_y)))
    return len(path)


def _momentum_by_hand() -> int:
    """The loop that a programmer would write for this one rule and this one surface."""
    x, y = ROSENBROCK.start
    velocity_x = velocity_y = 0.0
    gradient_x, gradient_y = -2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)
    for _ in range(STEPS // SLICE):
        xs: list[float] = []
        ys: list[float] = []
        losses: list[float] = []
        norms: list[float] = []
        for _ in range(SLICE):
            velocity_x = 0.9 * velocity_x + gradient_x
            velocity_y = 0.9 * velocity_y + gradient_y
            x -= 1e-3 * velocity_x
            y -= 1e-3 * velocity_y
            a, b = 1 - x, y - x * x
            gradient_x, gradient_y = -2 * a - 400 * x * b, 200 * b
            xs.append(x)
            ys.append(y)
            losses.append(a * a + 100 * b * b)
            norms.append(sqrt(gradient_x * gradient_x + gradient_y * gradient_y))
    return STEPS // SLICE * SLICE
