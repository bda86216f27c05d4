"""Sweeps as a client sees them."""

from typing import Any

import httpx
import orjson
import pytest

from tests.api.endless import ENDLESS_RUN
from tests.api.test_runs import wait_for_a_place
from tests.servers import serving_here

RUN: dict[str, Any] = {
    "objective": {"kind": "expression", "expression": "x**2/2+50*y**2"},
    "start": [1, 1],
    "steps": 300,
    "optimizers": [{"rule": "adam"}, {"rule": "gradient_descent", "learning_rate": 0.01}],
}
RATES = [10 ** (-4 + 3 * index / 40) for index in range(41)]


def post(client: httpx.Client, **changes: object) -> httpx.Response:
    body = {"run": RUN, "optimizer": 1, "setting": "learning_rate", "values": RATES, **changes}
    return client.post("/api/sweeps", json=body, timeout=300)


def lines(client: httpx.Client, **changes: object) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in post(client, **changes).raise_for_status().iter_lines()]


def test_points_come_in_order_and_show_the_cliff(client: httpx.Client) -> None:
    first, *points, threshold, last = lines(client, values=[0.0199, 0.02, 0.0201])
    assert (first["type"], first["setting"], first["values"]) == ("sweep", "learning_rate", [0.0199, 0.02, 0.0201])
    assert [point["value"] for point in points] == [0.0199, 0.02, 0.0201]
    assert [point["loss"] for point in points] == pytest.approx([0.12, 50, 2e4], rel=0.1)
    assert [point["fate"] for point in points] == ["steps", "steps", "diverged"]
    assert points[0]["steps"] == 300
    assert threshold["low"] == 0.02
    assert last == {"type": "done"}


def test_the_threshold_of_a_quadratic_is_found_within_a_percent(client: httpx.Client) -> None:
    *_, threshold, done = lines(client)
    assert done == {"type": "done"}
    assert threshold["type"] == "threshold"
    assert threshold["low"] == pytest.approx(0.02, rel=0.01)
    assert threshold["high"] == pytest.approx(0.02, rel=0.01)
    assert threshold["low"] < threshold["high"]


def test_each_point_is_the_end_of_that_run(client: httpx.Client) -> None:
    (point,) = (line for line in lines(client, values=[0.015]) if line["type"] == "point")
    run = {**RUN, "optimizers": [{"rule": "gradient_descent", "learning_rate": 0.015}]}
    stream = map(orjson.loads, client.post("/api/runs", json=run).raise_for_status().iter_lines())
    end = next(line for line in stream if line["type"] == "end")
    assert (point["loss"], point["best_loss"], point["steps"]) == (end["loss"], end["best_loss"], end["steps"])


def test_a_run_that_blows_up_has_no_loss(client: httpx.Client) -> None:
    *_, point, _ = lines(client, values=[500.0])
    assert (point["type"], point["loss"], point["fate"]) == ("point", None, "diverged")


def test_a_stop_makes_points_converge(client: httpx.Client) -> None:
    points = [
        line for line in lines(client, run={**RUN, "stop": {"loss": 1e-3}}, values=[0.001, 0.0198]) if "fate" in line
    ]
    assert [point["fate"] for point in points] == ["steps", "converged"]


@pytest.mark.parametrize(
    ("optimizer", "setting", "values"),
    [
        ({"rule": "momentum"}, "momentum", [0, 0.5, 0.9]),
        ({"rule": "local_search"}, "scale", [0.01, 0.1, 1]),
        ({"rule": "custom", "source": "v = beta1*v + g\nw = w - lr*v"}, "beta1", [0.1, 0.9]),
    ],
)
def test_any_setting_of_any_optimizer_can_be_swept(
    client: httpx.Client, optimizer: dict[str, object], setting: str, values: list[float]
) -> None:
    found = lines(client, run={**RUN, "optimizers": [optimizer]}, optimizer=0, setting=setting, values=values)
    assert [line["type"] for line in found] == ["sweep", *["point"] * len(values), "done"]
    assert len({line["loss"] for line in found if line["type"] == "point"}) == len(values)


@pytest.mark.parametrize(
    ("changes", "location", "hint"),
    [
        ({"setting": "momentum"}, "setting", "learning_rate"),
        ({"optimizer": 2}, "optimizer", "2"),
        ({"values": []}, "values", "1 or more"),
        ({"values": [0.1] * 402}, "values", "401 entries at most"),
        ({"values": [0.1, 0.0]}, "values[1]", "1e-08 to 1000"),
        ({"values": ["0.1"]}, "values[0]", "number"),
        ({"values": [0.1] * 100, "run": {**RUN, "steps": 1_000_000}}, "values", "20000000"),
        (
            {"run": {**RUN, "objective": {"kind": "expression", "expression": "x +"}}},
            "run.objective.expression",
            "name",
        ),
        ({"run": {**RUN, "optimizers": []}}, "run.optimizers", "1 or more"),
        (
            {"run": {**RUN, "optimizers": [{"rule": "custom", "source": "w ="}]}, "optimizer": 0},
            "run.optimizers[0].source",
            "number",
        ),
        ({"run": {**RUN, "optimizers": [{"rule": "random_search"}]}, "optimizer": 0}, "setting", "no settings"),
    ],
)
def test_what_cannot_be_swept_is_refused(
    client: httpx.Client, changes: dict[str, object], location: str, hint: str
) -> None:
    answer = post(client, **changes)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == location
    assert hint in error["message"]


def test_it_takes_one_of_the_places_of_runs_and_gives_it_back_when_the_client_goes(small_server: httpx.Client) -> None:
    body = {"run": {**RUN, "steps": 10**12}, "optimizer": 1, "setting": "learning_rate", "values": RATES}
    for _ in range(3):
        with (
            small_server.stream("POST", "/api/runs", json=ENDLESS_RUN),
            small_server.stream("POST", "/api/sweeps", json=body) as admitted,
        ):
            assert admitted.status_code == 200
            refused = post(small_server)
            assert refused.status_code == 503
            assert 1 <= int(refused.headers["retry-after"]) <= 4
        wait_for_a_place(small_server)


def test_work_that_has_nothing_to_tell_for_long_is_no_reason_to_drop_its_client() -> None:
    """It takes many times as long as a client may read nothing, on any machine."""
    costly = {"kind": "expression", "expression": "+".join(["sin(x*y)*x"] * 45)}
    run = {"objective": costly, "steps": 60_000, "optimizers": [{"rule": "adam", "gradient": {"kind": "numeric"}}]}
    with (
        serving_here(stall_seconds=0.05) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        *_, point, last = lines(client, run=run, optimizer=0, setting="beta1", values=[0.5])
    assert (point["type"], point["steps"]) == ("point", 60_000)
    assert last == {"type": "done"}


SINES = {"kind": "expression", "expression": "+".join(f"sin({number}*x*y)" for number in range(1, 40))}


def test_a_formula_that_costs_more_may_be_swept_with_fewer_steps(client: httpx.Client) -> None:
    run = {"objective": SINES, "steps": 1_000_000, "optimizers": [{"rule": "adam"}]}
    answer = client.post(
        "/api/sweeps", json={"run": run, "setting": "learning_rate", "values": [0.001 * n for n in range(1, 21)]}
    )
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == "values"
    assert 0 < int(error["message"].split()[5]) < 20_000_000
