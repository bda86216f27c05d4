"""Accuracy: derivatives against 50 digits, gradients against differences, steps against their parts."""

from collections.abc import Iterator

import numpy as np

from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.gradient_checks.check import check_gradient
from app.language.compilation import compile_scalars
from app.language.derivatives import gradient, hessian
from app.language.parser import parse
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import VARIABLES
from app.optimizers.rules import RULES
from app.runs.anatomy import anatomy
from benchmarks.measurement import Measurement
from tests.language.expressions import X, Y, exact, value_at

FORMULAS = (
    "sin(3*x)*cos(2*y) + 0.1*(x**2+y**2)",
    "(1-x)**2 + 100*(y-x**2)**2",
    "exp(-x*y)/(1 + x**2) + tanh(x - y)",
    "log(1 + x**2)*atan(y) + sigmoid(x*y)",
    "hypot(x, 1 + y**2)**3 - sqrt(2 + x*y)",
    "x**y + sinh(x/3)*cosh(y/2)",
)
POINTS = ((0.7, -0.4), (1.3, 1.9), (0.25, 0.6))
WIDTHS = (1e-3, 1e-4, 1e-5, 1e-6)
STEP = 12


def measurements() -> Iterator[Measurement]:
    """The largest errors found."""
    worst = max(_oracle_error(text, *point) for text in FORMULAS for point in POINTS)
    yield Measurement("values, gradients, Hessians against 50 digits", f"{worst:.1e}", "≤ 1e-9")
    worst = max(_check_error(name) for name, surface in SURFACES.items() if surface.smooth)
    yield Measurement("gradient check of every smooth surface, at its start", f"{worst:.1e}", "< 1e-7")
    worst = max(_anatomy_gap(name, rule) for name in SURFACES for rule in RULES)
    yield Measurement("parts of a step against the step, all rules", f"{worst:.1e}", "≤ 1e-12")


def _oracle_error(text: str, x: float, y: float) -> float:
    """The largest relative error of a formula and its first and second derivatives at a point."""
    tree, oracle = parse(text, VARIABLES), exact(text)
    ours = compile_scalars((tree, *gradient(tree, VARIABLES), *sum(hessian(tree, VARIABLES), ())), VARIABLES)(x, y)
    derivatives = [oracle.diff(symbol) for symbol in (X, Y)]
    theirs = [
        value_at(e, x, y) for e in (oracle, *derivatives, *(s.diff(symbol) for s in derivatives for symbol in (X, Y)))
    ]
    return max(abs(mine - right) / abs(right) for mine, right in zip(ours, theirs, strict=True) if right)


def _check_error(name: str) -> float:
    """The error of a surface's gradient at its start, with the best h."""
    objective, start = SURFACES[name].objective({}), np.array(SURFACES[name].start)
    return min(check_gradient(objective, objective.gradient, start, h).max_relative_error for h in WIDTHS)


def _anatomy_gap(name: str, rule: str) -> float:
    """The difference between a step and the sum of its parts, relative to the largest part or weight."""
    surface = SURFACES[name]
    settings = {setting.name: setting.default for setting in RULES[rule].settings}
    plan = DescentConfig(RULES[rule].program, surface.learning_rates.of(RULES[rule].family), settings)
    stepper = DescentStepper(surface.objective({}), plan, surface.start, STEP, 0, Stop())
    before, _ = stepper.advance(stepper.initial(), STEP)
    after, _ = stepper.advance(before, 1)
    found = anatomy(stepper, before)
    gap = np.abs(sum(found.parts.values()) - (np.array([after.x, after.y]) - found.start)).max()
    return float(gap / max(1.0, np.abs(found.start).max(), *(np.abs(part).max() for part in found.parts.values())))
