"""Runs over HTTP: the stream, its end, refusals, and a client that disconnects."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.api.endless import ENDLESS_RUN, LIMITS
from tests.conftest import ROOT, SLOPELAB
from tests.requests.test_runs import RUN
from tests.runs.test_stream import columns
from tests.servers import serving, serving_here
from tests.waiting import PATIENCE, wait_until


def lines(client: httpx.Client, run: dict[str, Any], **parameters: int) -> list[dict[str, Any]]:
    response = client.post("/api/runs", json=run, params=parameters).raise_for_status()
    assert response.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.text.splitlines()]


def numbers(stream: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [columns(stream, optimizer) for optimizer in range(4)]


def test_the_first_visit_in_the_order_it_was_simulated(client: httpx.Client) -> None:
    losses = {line["optimizer"]: line["loss"] for line in lines(client, RUN) if line["type"] == "end"}
    assert losses[1] < losses[2] < losses[0] < losses[3]


def test_the_same_bytes_twice_resumed_and_after_a_restart(client: httpx.Client) -> None:
    first = numbers(lines(client, RUN))
    assert numbers(lines(client, RUN)) == first
    resumed = numbers(lines(client, RUN, from_step=117))
    assert resumed == [{name: column[117:] for name, column in path.items()} for path in first]
    with serving(SLOPELAB, ROOT) as server, httpx.Client(base_url=server.address, timeout=300) as restarted:
        assert numbers(lines(restarted, RUN)) == first


def test_lines_of_any_length_of_run_are_contiguous(client: httpx.Client) -> None:
    stream = lines(client, {**RUN, "steps": 20_000})
    assert all(len(column) == 20_001 for path in numbers(stream) for column in path.values())


@pytest.mark.parametrize(
    ("change", "location", "hint"),
    [
        ({"objective": {"kind": "surface", "id": "narnia"}}, "objective", "'beale'"),
        ({"objective": {"kind": "galaxy", "id": "beale"}}, "objective", "'expression'"),
        ({"optimizers": []}, "optimizers", "1 or more"),
        ({"optimizers": [{"rule": "adam"}] * 65}, "optimizers", "64 entries at most"),
        ({"optimizers": [{"rule": "sgd"}]}, "optimizers[0]", "'momentum'"),
        ({"optimizers": [{"rule": "adam", "momentum": 0.5}]}, "optimizers[0].momentum", "no such field"),
        ({"optimizers": [{"rule": "adam", "learning_rate": 1e99}]}, "optimizers[0].learning_rate", "1000"),
        ({"optimizers": [{"rule": "adam", "beta1": "0.9"}]}, "optimizers[0].beta1", "number"),
        ({"optimizers": [{"rule": "adam", "gradient": {"kind": "psychic"}}]}, "optimizers[0].gradient", "'numeric'"),
        ({"steps": 0}, "steps", "1"),
        ({"steps": 1_000_001}, "steps", "1000000"),
        ({"steps": True}, "steps", "whole number"),
        ({"seed": -1}, "seed", "0"),
        ({"start": [1e9, 0]}, "start[0]", "1000000"),
        ({"start": [0]}, "start[1]", "required"),
        ({"stop": {"loss": "low"}}, "stop.loss", "number"),
    ],
)
def test_what_cannot_be_run_is_named_with_what_is_allowed(
    client: httpx.Client, change: dict[str, Any], location: str, hint: str
) -> None:
    response = client.post("/api/runs", json={**RUN, **change})
    problem = response.json()
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["errors"][0]["location"] == location
    assert hint in problem["errors"][0]["message"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_json_does_not_know_are_refused(client: httpx.Client, number: str) -> None:
    body = json.dumps(RUN).replace("0.75", number)
    response = client.post("/api/runs", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert number not in response.text


def test_a_megabyte_is_too_large(client: httpx.Client) -> None:
    response = client.post("/api/runs", json={**RUN, "label": "x" * 1_000_000})
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("from_step", ["-1", "301", "x", "1.5"])
def test_a_step_that_the_run_does_not_have_cannot_be_resumed_from(client: httpx.Client, from_step: str) -> None:
    response = client.post("/api/runs", json=RUN, params={"from_step": from_step})
    assert response.status_code == 422
    assert response.json()["errors"][0]["location"] == "from_step"


def wait_for_a_place(client: httpx.Client) -> None:
    """Wait until a run is admitted."""
    wait_until(lambda: client.post("/api/runs", json={**RUN, "steps": 1}).status_code != 503)


def test_above_the_admitted_number_a_run_is_told_when_to_try_again(small_server: httpx.Client) -> None:
    with (
        small_server.stream("POST", "/api/runs", json=ENDLESS_RUN) as first,
        small_server.stream("POST", "/api/runs", json=ENDLESS_RUN) as second,
    ):
        assert first.status_code == second.status_code == 200
        refused = small_server.post("/api/runs", json=RUN)
        assert refused.status_code == 503
        assert 1 <= int(refused.headers["retry-after"]) <= 4
        assert refused.json()["status"] == 503
        assert small_server.get("/api/health").status_code == 200


def test_a_client_that_goes_frees_its_place_before_its_run_has_ended(small_server: httpx.Client) -> None:
    for _ in range(3):
        with (
            small_server.stream("POST", "/api/runs", json=ENDLESS_RUN),
            small_server.stream("POST", "/api/runs", json=ENDLESS_RUN),
        ):
            pass
        wait_for_a_place(small_server)


def test_a_client_that_reads_nothing_is_dropped_after_some_time() -> None:
    began = time.monotonic()
    with (
        serving_here(concurrent_runs=2, stall_seconds=1, yield_seconds=600, **LIMITS) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
        client.stream("POST", "/api/runs", json=ENDLESS_RUN) as first,
        client.stream("POST", "/api/runs", json=ENDLESS_RUN) as second,
    ):
        assert first.status_code == second.status_code == 200
        wait_for_a_place(client)
        assert time.monotonic() - began >= 1


def test_a_light_request_is_answered_while_many_runs_stream() -> None:
    stopped = threading.Event()
    following = threading.Semaphore(0)

    def follow(client: httpx.Client) -> None:
        with client.stream("POST", "/api/runs", json=ENDLESS_RUN) as response:
            for number, _ in enumerate(response.iter_raw()):
                if number == 1:
                    following.release()
                if stopped.is_set():
                    return

    with (
        serving_here(**LIMITS) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
        ThreadPoolExecutor(10) as pool,
    ):
        try:
            followers = [pool.submit(follow, client) for _ in range(10)]
            assert all(following.acquire(timeout=PATIENCE) for _ in followers)
            for _ in range(10):
                assert client.get("/api/health").status_code == 200
            assert not any(follower.done() for follower in followers)
        finally:
            stopped.set()
        for follower in followers:
            follower.result(PATIENCE)
