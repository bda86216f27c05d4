"""Gradient checks of classifiers, over HTTP (S4, S5)."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import numpy as np
import pytest

from app.api import classifier_checks
from app.gradient_checks.classifiers import classifier_check
from app.interruption import checkpoint
from app.training import slow_features
from tests.servers import serving_here
from tests.waiting import wait_until

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


def test_features_that_take_long_to_read_are_not_waited_for_and_go_on_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading takes until the answer has come, however long that is."""
    answered = threading.Event()

    def read(train: np.ndarray, test: np.ndarray) -> Iterator[np.ndarray]:
        while not answered.is_set():
            checkpoint()
            sleep(0.001)
        yield np.zeros((len(train) + len(test), 4), np.float32)

    monkeypatch.setitem(slow_features.SLOW_FEATURES, "words", read)
    monkeypatch.setattr(classifier_checks, "READING_SHARE", 1 / 300)
    with (
        serving_here(data=tmp_path, request_seconds=300) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        try:
            response = check(client, {"dataset": "patches", "feature": "words"})
        finally:
            answered.set()
        assert response.status_code == 409
        assert "being read" in response.json()["detail"]
        features = tmp_path / "features"
        wait_until(lambda: list(features.glob("[!.]*.npz")))


def test_clients_that_go_stop_their_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks are made of the pieces of real ones, without end."""
    begun: list[object] = []
    ended: list[object] = []
    over = threading.Event()

    def without_end(*arguments: Any) -> Iterator[None]:
        begun.append(arguments)
        try:
            while not over.is_set():
                yield from (piece for piece in classifier_check(*arguments) if piece is None)
        finally:
            ended.append(arguments)

    body = json.dumps({"objective": {**DIGITS, "model": "convnet"}})
    head = "POST /api/gradient-checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with (
        serving_here() as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
        monkeypatch.context() as patch,
    ):
        patch.setattr(classifier_checks, "classifier_check", without_end)
        try:
            with ExitStack() as connections:
                for _ in range(3):
                    address = client.base_url.host, client.base_url.port or 80
                    connection = connections.enter_context(socket.create_connection(address))
                    connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
                wait_until(lambda: len(begun) == 3)
                assert ended == []
            wait_until(lambda: len(ended) == 3)
        finally:
            over.set()
        patch.undo()
        assert answer(client, {"dataset": "moons"})["verdict"] == "pass"
