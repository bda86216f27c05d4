"""Notebooks, run in a fresh interpreter, end where the runs did."""

import re
import subprocess
import sys
from typing import Any

import nbformat
import pytest

from app.api.notebooks import end_of, notebook_run
from app.language.derivatives import derivative
from app.language.parser import parse
from app.notebooks.notebook import notebook, unique
from app.notebooks.python_text import python_text
from app.optimizers.rules import RULES
from app.requests.runs import RunRequest

BEALE = {"kind": "surface", "id": "beale"}
EVERY_RULE = [
    {"rule": rule, **({"learning_rate": 0.001} if rule in ("gradient_descent", "momentum", "nesterov") else {})}
    for rule in RULES
]
SOURCES = [{"kind": "analytic"}, {"kind": "numeric", "h": 1e-5}, {"kind": "noisy", "sigma": 0.3}]
SCHEDULES = [{"kind": "constant"}, {"kind": "step", "every": 50, "factor": 0.5}, {"kind": "cosine"}]

RUNS: dict[str, dict[str, Any]] = {
    "the first visit": {
        "objective": BEALE,
        "start": [0.75, 1.5],
        "optimizers": [
            {"rule": "gradient_descent", "learning_rate": 0.01},
            {"rule": "momentum", "learning_rate": 0.01},
            {"rule": "adam", "learning_rate": 0.3},
            {"rule": "random_search"},
        ],
    },
    "every rule": {"objective": {"kind": "surface", "id": "rosenbrock"}, "steps": 200, "optimizers": EVERY_RULE},
    "every source and schedule": {
        "objective": {"kind": "surface", "id": "ill_conditioned_bowl", "condition": 30},
        "seed": 5,
        "steps": 1500,
        "optimizers": [
            {"rule": "momentum", "learning_rate": 0.01, "gradient": source, "schedule": schedule}
            for source in SOURCES
            for schedule in SCHEDULES
        ],
    },
    "searches beyond a block of draws": {
        "objective": {"kind": "surface", "id": "ackley"},
        "seed": 3,
        "steps": 2500,
        "optimizers": [{"rule": "random_search"}, {"rule": "local_search", "scale": 0.5}],
    },
    "a typed loss and typed rules": {
        "objective": {
            "kind": "expression",
            "expression": "hypot(x, 2) + sigmoid(x)*y^2 + atan2(y, 3)^2 + abs(x + 9) - min(x, 8)",
        },
        "start": [1.5, -2],
        "optimizers": [
            {"rule": "custom", "source": "lambda = 0.9*lambda + g\nw = w - lr*lambda", "learning_rate": 0.01},
            {"rule": "custom", "source": "noise = max(beta2*noise, g^2)\nw = w - lr*g/(sqrt(noise) + epsilon)"},
            {"rule": "custom", "source": "w = w - lr*g/(abs(g) + t)"},
        ],
    },
    "ends of every kind": {
        "objective": BEALE,
        "start": [-1.35, 2.15],
        "stop": {"loss": 1e-3, "gradient_norm": 1e-2},
        "optimizers": [
            {"rule": "momentum", "learning_rate": 0.01},
            {"rule": "adam", "learning_rate": 0.3},
            {"rule": "random_search"},
            {"rule": "gradient_descent", "learning_rate": 1e-8, "label": 'mine"\nimport os'},
        ],
    },
    "a cusp at the start": {
        "objective": {"kind": "expression", "expression": "sqrt(x**2 + y**2)"},
        "start": [0, 0],
        "steps": 5,
        "optimizers": [{"rule": "gradient_descent"}],
    },
}


def made(run: dict[str, Any]) -> dict[str, Any]:
    specification = RunRequest.model_validate({"steps": 300, **run})
    ends = []
    for stepper in specification.steppers():
        state = stepper.initial()
        while state.ended is None:
            state, _ = stepper.advance(state, 10_000)
        ends.append(end_of(state))
    return notebook(notebook_run(specification, ends), "en")


def executed(document: dict[str, Any]) -> str:
    """Run the code cells in a fresh interpreter with numpy but without Slopelab, and return their output."""
    code = "\n\n".join(cell["source"] for cell in document["cells"] if cell["cell_type"] == "code")
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", RUNS)
def test_a_notebook_ends_where_the_run_did(name: str) -> None:
    document = made(RUNS[name])
    nbformat.validate(nbformat.from_dict(document))  # type: ignore[no-untyped-call]
    output = executed(document)
    assert len(re.findall(r" steps   loss ", output)) == len(RUNS[name]["optimizers"])
    assert output.count(": the same.\n") == len(RUNS[name]["optimizers"])


def test_where_rounding_decides_a_notebook_says_so() -> None:
    ackley = {"kind": "surface", "id": "ackley"}
    optimizers = [{"rule": "gradient_descent", "learning_rate": rate} for rate in (0.01, 0.5)]
    output = executed(made({"objective": ackley, "steps": 1000, "optimizers": optimizers}))
    *_, calm, chaotic = output.splitlines()
    assert calm == "Gradient descent (1): the same."
    assert chaotic.startswith("Gradient descent (2): rounding decides where it ends")


def test_a_notebook_that_ends_elsewhere_says_so() -> None:
    document = made(RUNS["the first visit"])
    document["cells"][-1]["source"] = document["cells"][-1]["source"].replace("(300, ", "(300, 1 + ")
    with pytest.raises(AssertionError, match="AssertionError"):
        executed(document)


def test_a_label_cannot_become_code() -> None:
    document = made(RUNS["ends of every kind"])
    code = [cell["source"] for cell in document["cells"] if cell["cell_type"] == "code"]
    assert not any(line.startswith("import os") for source in code for line in source.splitlines())


def test_the_lines_of_a_rule_are_those_that_ran() -> None:
    source = "\n".join(cell["source"] for cell in made(RUNS["every rule"])["cells"])
    assert "        m = beta1*m + (1 - beta1)*g\n        v = beta2*v + (1 - beta2)*g**2\n" in source


def test_a_cusp_has_a_ratio_of_its_own() -> None:
    assert python_text(derivative(parse("sqrt(x**2)", ("x",)), "x")) == "ratio(x, sqrt(x**2))"


def test_optimizers_of_one_name_are_told_apart() -> None:
    assert unique(["Adam", "Momentum", "Adam"]) == ["Adam (1)", "Momentum", "Adam (2)"]
