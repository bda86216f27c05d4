"""Maps of basins, over HTTP."""

from typing import Any

import httpx
import pytest

HIMMELBLAU = {"kind": "surface", "id": "himmelblau"}
DESCENT = {"rule": "gradient_descent", "learning_rate": 0.01}
AXIS = {"low": -5, "high": 5, "count": 41}
WELLS = {"kind": "expression", "expression": "(x**2 - 1)**2 + y**2"}


def basins(client: httpx.Client, **changes: Any) -> httpx.Response:
    body = {"objective": HIMMELBLAU, "optimizer": DESCENT, "x": AXIS, "y": AXIS, **changes}
    return client.post("/api/basins", json={name: value for name, value in body.items() if value is not None})


def test_himmelblau_has_four_basins(client: httpx.Client) -> None:
    answer = basins(client).raise_for_status().json()
    assert [(minimum["x"], minimum["y"]) for minimum in answer["minima"]] == [
        pytest.approx(place)
        for place in ((-3.77931025, -3.28318599), (-2.80511809, 3.13131252), (3, 2), (3.58442834, -1.84812653))
    ]
    assert all(minimum["loss"] == pytest.approx(0, abs=1e-20) for minimum in answer["minima"])
    assert {index for row in answer["basin"] for index in row} - {None} == {0, 1, 2, 3}
    assert (answer["every"], answer["reach"]) == (3, {"x": 0.2, "y": 0.2})


def test_rows_follow_y_and_columns_follow_x(client: httpx.Client) -> None:
    x, y = {"low": -2, "high": 1, "count": 4}, {"low": -1, "high": 1, "count": 3}
    answer = basins(client, objective=WELLS, optimizer={**DESCENT, "learning_rate": 0.1}, x=x, y=y, steps=90).json()
    assert (answer["x"], answer["y"]) == ([-2, -1, 0, 1], [-1, 0, 1])
    assert answer["basin"] == [[1, 0, None, 1]] * 3
    assert [row[1] for row in answer["steps"]] == [15, 0, 15]
    assert [row[2] for row in answer["steps"]] == [None] * 3


def test_each_path_ends_at_the_minimum_of_its_start(client: httpx.Client) -> None:
    answer = basins(client, optimizer={"rule": "momentum", "learning_rate": 0.01}).json()
    for i, j in ((0, 0), (13, 7), (20, 20), (33, 12), (40, 40)):
        run = {"objective": HIMMELBLAU, "start": [answer["x"][i], answer["y"][j]], "steps": 300}
        lines = client.post("/api/runs", json={**run, "optimizers": [{"rule": "momentum", "learning_rate": 0.01}]})
        end = next(line for line in map(httpx.Response.json, _lines(lines)) if line["type"] == "end")
        index = answer["basin"][j][i]
        if index is None:
            assert end["reason"] == "diverged"
        else:
            minimum = answer["minima"][index]
            assert (end["x"], end["y"]) == pytest.approx((minimum["x"], minimum["y"]), abs=0.2)


def _lines(response: httpx.Response) -> list[httpx.Response]:
    return [httpx.Response(200, content=line) for line in response.raise_for_status().text.splitlines()]


def test_flat_ground_has_no_basins(client: httpx.Client) -> None:
    answer = basins(client, objective={"kind": "expression", "expression": "1"}).raise_for_status().json()
    assert answer["minima"] == []
    assert answer["basin"] == answer["steps"] == [[None] * 41] * 41


def test_a_start_that_diverges_is_null(client: httpx.Client) -> None:
    objective = {"kind": "expression", "expression": "x**4 + y**2"}
    x = {"low": 1, "high": 9, "count": 2}
    answer = basins(client, objective=objective, optimizer={**DESCENT, "learning_rate": 0.05}, x=x, y=x).json()
    assert answer["basin"] == [[0, None], [0, None]]
    assert [row[1] for row in answer["steps"]] == [None, None]


def test_a_rule_of_ones_own_and_a_noisy_gradient_have_basins(client: httpx.Client) -> None:
    own = {"rule": "custom", "source": "v = 0.5*v + g\nw = w - lr*v", "learning_rate": 0.01}
    assert len(basins(client, optimizer=own).json()["minima"]) == 4
    noisy = {**DESCENT, "gradient": {"kind": "noisy", "sigma": 20.0}}
    first, again, other = (basins(client, optimizer=noisy, steps=60, seed=seed).json() for seed in (1, 1, 2))
    assert first == again
    assert first["basin"] != other["basin"]


def test_three_hundred_steps_unless_told_otherwise(client: httpx.Client) -> None:
    assert basins(client).json() == basins(client, steps=300).json()


def test_the_largest_map_is_answered(client: httpx.Client) -> None:
    limits = client.get("/api/limits").json()
    side = {**AXIS, "count": int(limits["basin_starts"] ** 0.5)}
    answer = basins(client, x=side, y=side, steps=limits["basin_work"] // side["count"] ** 2).raise_for_status().json()
    assert len(answer["basin"]) == len(answer["basin"][0]) == side["count"]


@pytest.mark.parametrize("rule", ["random_search", "local_search"])
def test_a_search_has_no_basins(client: httpx.Client, rule: str) -> None:
    response = basins(client, optimizer={"rule": rule})
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["location"] == "optimizer"
    assert "a rule" in error["message"]


@pytest.mark.parametrize(
    ("change", "location", "allowed"),
    [
        ({"x": {**AXIS, "count": 512}, "y": {**AXIS, "count": 512}}, "y", "65536"),
        ({"x": {**AXIS, "count": 200}, "y": {**AXIS, "count": 200}, "steps": 601}, "steps", "600"),
        ({"steps": 10_001}, "steps", "10000"),
        ({"steps": 0}, "steps", "1"),
        ({"steps": 2.5}, "steps", "whole"),
        ({"seed": -1}, "seed", "0"),
        ({"x": {"low": 1, "high": 1}}, "x", "below"),
        ({"optimizer": None}, "optimizer", "required"),
        ({"optimizer": {**DESCENT, "learning_rate": -1}}, "optimizer.learning_rate", "0.00000001"),
        ({"optimizer": {"rule": "custom", "source": "w = w - lr*q", "learning_rate": 0.1}}, "optimizer.source", ""),
        ({"objective": {"kind": "expression", "expression": "x +"}}, "objective.expression", ""),
        ({"path": True}, "path", "no such field"),
    ],
)
def test_what_cannot_be_is_named_with_what_is_allowed(
    client: httpx.Client, change: dict[str, Any], location: str, allowed: str
) -> None:
    response = basins(client, **change)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    (error,) = response.json()["errors"]
    assert error["location"] == location
    assert allowed in error["message"]


SINES = "+".join(f"sin({number}*x*y)" for number in range(1, 40))


def test_a_formula_that_costs_more_may_take_fewer_steps(client: httpx.Client) -> None:
    request = {"objective": {"kind": "expression", "expression": SINES}, "steps": 5000}
    refused = basins(client, **request)
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["location"] == "steps"
    allowed = int(error["message"].split()[2])
    assert 1 <= allowed < 5000
    assert basins(client, **{**request, "steps": allowed + 1}).status_code == 422
    few = {"low": -5, "high": 5, "count": 2}
    assert basins(client, **request, x=few, y=few).status_code == 200


def test_the_limits_are_published(client: httpx.Client) -> None:
    limits = client.get("/api/limits").json()
    assert (limits["basin_starts"], limits["basin_steps"], limits["basin_work"]) == (
        65_536,
        {"low": 1, "high": 10_000},
        24_000_000,
    )
