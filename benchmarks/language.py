"""The language: the time to check and compile a typed text, or to refuse it, and the speed at which it runs."""

from collections.abc import Callable, Iterator
from functools import partial

import httpx

from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.language.compilation import compile_scalars
from app.language.derivatives import gradient
from app.language.parser import parse
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import VARIABLES, expression_objective
from app.optimizers.rules import RULES, custom_program
from benchmarks.engine import STEPS, whole_run
from benchmarks.measurement import Measurement, best_rates, milliseconds, seconds
from tests.api.test_expressions import HOSTILE
from tests.api.test_rules import ADAM
from tests.servers import Server

LONG_FORMULAS = (
    "*".join(["x"] * 250),
    "+".join(["sin(x*y)*x"] * 45),
    "/".join(["(x+y)"] * 83),
    "*".join(["sigmoid(x*y)"] * 38),
    "max(x," * 49 + "y" + ")" * 49,
    "(x+y)**" * 49 + "x",
    "hypot(x," * 49 + "y" + ")" * 49,
)
"""Formulas of 350 to 500 characters, each difficult in a different way."""

ROSENBROCK = SURFACES["rosenbrock"]
REPETITIONS = 5


def measurements() -> Iterator[Measurement]:
    """Measure compilation, and typed texts in alternation with the same texts of the catalogues."""
    slowest = max(min(seconds(partial(_compile, text)) for _ in range(REPETITIONS)) for text in LONG_FORMULAS)
    yield Measurement("checking and compiling a formula of 500 characters", milliseconds(slowest), "≤ 50 ms")
    listed = DescentConfig(RULES["adam"].program, 1e-3, {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8})
    typed_rule, built_in = best_rates(_runs(DescentConfig(custom_program(ADAM), 1e-3)), _runs(listed))
    yield Measurement("typed Adam / Adam", f"{typed_rule / built_in:.2f}", "≈ 1")
    typed_loss, surface = best_rates(_runs(listed, ROSENBROCK.expression), _runs(listed))
    yield Measurement("typed Rosenbrock / Rosenbrock", f"{typed_loss / surface:.2f}", "≈ 1")


def refusals(server: Server) -> Iterator[Measurement]:
    """Measure the refusal of texts outside of the language, over HTTP."""
    with httpx.Client(base_url=server.address) as client:
        slowest = max(seconds(partial(_refused, client, text)) for _ in range(REPETITIONS) for text in HOSTILE.values())
    yield Measurement(f"refusing a hostile formula, slowest of {len(HOSTILE)} kinds", milliseconds(slowest), "≤ 100 ms")


def _compile(text: str) -> None:
    loss = parse(text, VARIABLES)
    compile_scalars((loss, *gradient(loss, VARIABLES)), VARIABLES)


def _runs(plan: DescentConfig, expression: str | None = None) -> Callable[[], int]:
    surface = ROSENBROCK.objective({})
    objective = expression_objective(expression, surface.domain) if expression else surface
    return whole_run(DescentStepper(objective, plan, ROSENBROCK.start, STEPS, 0, Stop()))


def _refused(client: httpx.Client, text: str) -> None:
    assert client.post("/api/expressions", json={"expression": text}).is_client_error
