"""Gradient checks of classifiers, over HTTP (S4, S5)."""

import socket
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

import httpx
import orjson
import pytest

from tests.servers import serving_here
from tests.waiting import PATIENCE, wait_until

DIGITS = {"kind": "classifier", "dataset": "digits"}


def check(client: httpx.Client, objective: dict[str, Any], **request: Any) -> httpx.Response:
    body = {"objective": {**DIGITS, **objective}, **request}
    return client.post("/api/gradient-checks", json=body, timeout=300)


def answer(client: httpx.Client, objective: dict[str, Any], **request: Any) -> Any:
    return check(client, objective, **request).raise_for_status().json()


@pytest.mark.parametrize(
    ("model", "weights"), [("softmax", 650), ("svm", 650), ("mlp", 2410), ("convnet", 6090)], ids=lambda value: value
)
def test_each_model_passes_and_says_what_it_costs(client: httpx.Client, model: str, weights: int) -> None:
    found = answer(client, {"model": model})
    assert (found["weights"], found["seed"], found["h"], found["training_examples"]) == (weights, 0, 1e-5, 1437)
    assert (found["verdict"], found["reason"], found["sentence"]) == ("pass", None, None)
    assert found["max_relative_error"] == max(found["relative_error"]) < 1e-6
    measured = len(found["dimensions"])
    assert 16 < measured <= 32
    assert {len(found[name]) for name in ("analytic", "numeric", "relative_error")} == {measured}
    assert found["evaluations"] == {"numeric": 2 * weights, "analytic": 1}
    assert found["seconds"]["numeric"] == pytest.approx(2 * weights * found["seconds"]["loss"])
    assert found["ratio"] == pytest.approx(found["seconds"]["numeric"] / found["seconds"]["analytic"])
    assert found["ratio"] > 20
    assert [entry["h"] for entry in found["sweep"]][0::26] == [0.1, 1e-14]


def test_a_large_classifier_is_checked_on_fewer_examples(client: httpx.Client) -> None:
    assert answer(client, {"model": "svm"})["examples"] == 1437
    assert 10 < answer(client, {"model": "convnet"})["examples"] < 100


def test_weights_are_named(client: httpx.Client) -> None:
    last = answer(client, {"model": "convnet"})["dimensions"][-1]
    assert (last["layer"], last["kind"]) == (3, "scores")
    assert last["name"] == f"layer 3 (scores), filter {last['filter']}, input {last['input']}"


def test_kinks_are_counted(client: httpx.Client) -> None:
    found = answer(client, {"model": "mlp"}, seed=1)
    assert (found["verdict"], found["reason"]) == ("suspect", "kink")
    worst = found["relative_error"].index(found["max_relative_error"])
    assert {"dimension": worst, "relu": 1, "pool": 0, "hinge": 0} in found["kinks"]


def test_points_are_checked_too(client: httpx.Client) -> None:
    found = answer(client, {"dataset": "moons", "model": "mlp", "hidden": 3})
    assert (found["weights"], found["examples"], found["verdict"]) == (17, 300, "pass")
    assert [weight["index"] for weight in found["dimensions"]] == list(range(17))


def test_the_same_request_has_the_same_numbers(client: httpx.Client) -> None:
    first, second = (answer(client, {"dataset": "moons"}, seed=1) for _ in range(2))
    for measured in ("seconds", "ratio"):
        first[measured] = second[measured]
    assert first == second


@pytest.mark.parametrize(
    ("objective", "request_part", "location"),
    [
        ({}, {"point": [1, 2]}, "point"),
        ({}, {"gradient": ["x", "y"]}, "gradient"),
        ({}, {"seed": -1}, "seed"),
        ({}, {"seed": None}, "seed"),
        ({}, {"h": 0}, "h"),
        ({}, {"h": 2}, "h"),
        ({}, {"width": 1}, "width"),
        ({"model": "forest"}, {}, "objective.model"),
        ({"hidden": 0}, {}, "objective.hidden"),
        ({"dataset": "atlantis"}, {}, "objective.dataset"),
        ({"dataset": "moons", "model": "convnet"}, {}, "objective.model"),
        ({"dataset": "moons", "feature": "hog"}, {}, "objective.feature"),
        ({"dataset": "patches", "model": "mlp", "hidden": 1024}, {}, "objective.model"),
    ],
)
def test_bad_requests_name_the_field(
    client: httpx.Client, objective: dict[str, Any], request_part: dict[str, Any], location: str
) -> None:
    response = check(client, objective, **request_part)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["location"] for error in response.json()["errors"]] == [location]


def test_why_a_classifier_has_no_point(client: httpx.Client) -> None:
    detail = check(client, {}, point=[1, 2]).json()["detail"]
    assert detail == "point: A classifier is checked at random weights: give a seed, no point."


def test_features_that_take_long_to_read_are_not_waited_for_and_go_on_being_read(tmp_path: Path) -> None:
    with serving_here(data=tmp_path, request_seconds=1) as server, httpx.Client(base_url=server.address) as client:
        # On a busy machine a second is over before the reading has begun.
        until = monotonic() + PATIENCE
        while (response := check(client, {"dataset": "patches", "feature": "words"})).status_code == 503:
            assert monotonic() < until
        assert response.status_code == 409
        assert "being read" in response.json()["detail"]
        features = tmp_path / "features"
        wait_until(lambda: list(features.glob("[!.]*.npz")))


def test_a_client_that_goes_stops_its_check(client: httpx.Client) -> None:
    """Many clients that request the longest check and leave do not delay the next one."""
    answer(client, {"dataset": "moons"})
    body = orjson.dumps({"objective": {**DIGITS, "model": "convnet"}})
    head = "POST /api/gradient-checks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    for _ in range(20):
        with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            sleep(0.05)
    started = perf_counter()
    answer(client, {"dataset": "moons"})
    assert perf_counter() - started < 8  # 20 whole checks would take half a minute
