"""The anatomy of steps, over HTTP."""

from typing import Any

import httpx
import pytest

RUN: dict[str, Any] = {
    "objective": {"kind": "surface", "id": "beale"},
    "start": [0.75, 1.5],
    "steps": 300,
    "optimizers": [
        {"rule": "random_search"},
        {"rule": "momentum", "learning_rate": 0.01},
        {"rule": "custom", "source": "w = w - lr*sign(g)", "learning_rate": 0.01},
    ],
}


def take_apart(client: httpx.Client, step: int, optimizer: int = 1, **change: object) -> httpx.Response:
    return client.post("/api/anatomies", json={"run": {**RUN, **change}, "optimizer": optimizer, "step": step})


def test_a_step_is_the_sum_of_its_parts(client: httpx.Client) -> None:
    answer = take_apart(client, 12).raise_for_status().json()
    parts = {part["kind"]: part for part in answer["parts"]}
    assert set(parts) == {"gradient", "memory", "scaling", "decay", "noise"}
    assert (parts["gradient"]["x"], parts["gradient"]["y"]) == pytest.approx((-0.177, 0.208), abs=5e-4)
    for axis in ("x", "y"):
        assert sum(part[axis] for part in parts.values()) == pytest.approx(answer["total"][axis], abs=1e-12)
    assert answer["learning_rate"] == 0.01


def test_the_last_step_can_be_taken_apart_and_none_after_it(client: httpx.Client) -> None:
    assert take_apart(client, 300).status_code == 200
    answer = take_apart(client, 301)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"location": "step", "message": "Must be at most 300, the last step that this optimizer took."}
    ]


def test_a_long_run_is_taken_apart_at_its_end(client: httpx.Client) -> None:
    answer = take_apart(client, 200_000, steps=200_000).raise_for_status().json()
    assert answer["step"] == 200_000


def test_where_a_path_ended_is_said(client: httpx.Client) -> None:
    answer = take_apart(client, 250, start=[-1.35, 2.15])
    assert answer.status_code == 422
    assert "the last step that this optimizer took" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("optimizer", "step", "location"), [(0, 5, "optimizer"), (3, 5, "optimizer"), (1, 0, "step"), (1, 10**9, "step")]
)
def test_what_has_no_anatomy_is_refused(client: httpx.Client, optimizer: int, step: int, location: str) -> None:
    answer = take_apart(client, step, optimizer)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == location


def test_a_faulty_rule_names_its_place_in_the_request(client: httpx.Client) -> None:
    answer = take_apart(client, 5, 0, optimizers=[{"rule": "custom", "source": "w = w - q"}])
    assert answer.json()["errors"][0]["location"] == "run.optimizers[0].source"


SINES = {"kind": "expression", "expression": "+".join(f"sin({number}*x*y)" for number in range(1, 40))}


def test_a_formula_that_costs_more_may_be_repeated_for_fewer_steps(client: httpx.Client) -> None:
    run = {"objective": SINES, "steps": 1_000_000, "optimizers": [{"rule": "adam"}]}
    request = {"run": run, "step": 1_000_000}
    answer = client.post("/api/anatomies", json=request)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == "step"
    assert 0 < int(error["message"].split()[2]) < 1_000_000
