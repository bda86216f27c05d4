"""Formulas full of zeros, overflows and underflows: every resource answers, with null where nothing is finite."""

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.language.expressions import hostile_texts

AXIS = {"low": -2, "high": 3, "count": 4}
OPTIMIZER = {"rule": "momentum", "learning_rate": 0.1}


def requests_about(expression: str) -> dict[str, Any]:
    """A request to each resource that takes an expression."""
    objective = {"kind": "expression", "expression": expression}
    run = {"objective": objective, "steps": 5, "optimizers": [OPTIMIZER]}
    return {
        "expressions": {"expression": expression},
        "evaluate": {"objective": objective, "points": [[0, 0], [1, 1], [-1, 2]]},
        "landscapes": {"objective": objective, "x": AXIS, "y": AXIS},
        "runs": run,
        "gradient-checks": {"objective": objective, "point": [0, 1], "gradient": [expression, "0"]},
        "theory": {"objective": objective, "optimizers": [OPTIMIZER]},
        "basins": {"objective": objective, "optimizer": OPTIMIZER, "x": AXIS, "y": AXIS, "steps": 5},
        "anatomies": {"run": run, "step": 1},
        "notebooks": {"run": run},
        "sweeps": {"run": run, "setting": "learning_rate", "values": [0.01, 1]},
    }


@given(hostile_texts)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_expression_makes_the_server_fail(client: httpx.Client, expression: str) -> None:
    for resource, request in requests_about(expression).items():
        answer = client.post(f"/api/{resource}", json=request)
        assert answer.status_code in (200, 422), (resource, answer.text)
        assert '"type":"error"' not in answer.text


@pytest.mark.parametrize("expression", ["x/0", "x/0 + y", "x/1e-400", "y/(x - x)"])
def test_division_by_zero_is_answered_everywhere(client: httpx.Client, expression: str) -> None:
    for resource, request in requests_about(expression).items():
        answer = client.post(f"/api/{resource}", json=request)
        # A run that diverges at its start has no first step to take apart.
        assert answer.status_code == (422 if resource == "anatomies" else 200), (resource, answer.text)


def evaluated(client: httpx.Client, expression: str, *points: tuple[float, float]) -> Any:
    request = {"objective": {"kind": "expression", "expression": expression}, "points": points}
    return client.post("/api/evaluate", json=request).raise_for_status().json()


@pytest.mark.parametrize("expression", ["x/0", "0*log(x)", "0*x/0"])
def test_where_the_loss_is_not_finite_there_is_no_gradient(client: httpx.Client, expression: str) -> None:
    answer = evaluated(client, expression, (-1, 0), (-2, 1))
    assert answer == {"loss": [None, None], "gradient": [[None, None], [None, None]], "finite": [False, False]}


def test_a_constant_that_is_not_finite_is_refused_with_its_position(client: httpx.Client) -> None:
    request = {"objective": {"kind": "expression", "expression": "x + 1/0"}, "points": [[1, 1]]}
    answer = client.post("/api/evaluate", json=request)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["position"] == 5


def test_min_has_the_slope_of_what_is_taken(client: httpx.Client) -> None:
    expression = "min(x**2, exp(10*x))"
    assert evaluated(client, expression, (5, 0), (3.5, 0), (3, 0))["gradient"] == [[10, 0], [7, 0], [6, 0]]
    objective = {"kind": "expression", "expression": expression}
    check = {"objective": objective, "point": [4, 0], "gradient": ["2*x", "0"]}
    assert client.post("/api/gradient-checks", json=check).json()["verdict"] == "pass"
    optimizer = {"rule": "gradient_descent", "learning_rate": 0.1}
    run = {"objective": objective, "start": [4, 0], "steps": 20, "optimizers": [optimizer]}
    lines = client.post("/api/runs", json=run).text
    assert '"reason":"steps"' in lines
    assert f'"x":{4 * 0.8**20:.6}'[:9] in lines


@given(st.sampled_from(["sign(x)*1e308*10", "floor(1e308*x)*10"]), st.integers(1, 5))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_run_that_starts_at_no_loss_ends_there_with_nulls(client: httpx.Client, expression: str, start: int) -> None:
    objective = {"kind": "expression", "expression": expression}
    run = {"objective": objective, "start": [start, 0], "steps": 3, "optimizers": [OPTIMIZER]}
    lines = client.post("/api/runs", json=run).text
    assert '"loss":[null],"gradient_norm":[null]' in lines
    assert '"reason":"diverged"' in lines
