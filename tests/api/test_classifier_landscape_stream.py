"""Landscapes of trained classifiers as streams of lines."""

import json
import time
from itertools import groupby
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.test_classifier_landscapes import BATCHES, BODY, DIGITS, RUN, landscape, processor_seconds
from tests.conftest import ROOT, SLOPELAB
from tests.servers import serving

LINES = {"accept": "application/x-ndjson"}
LONG = {"run": RUN | {"objective": DIGITS | {"model": "convnet"}}, "x": None, "y": None}
"""More than a request may ask for."""


def streamed(client: httpx.Client, **changes: Any) -> list[dict[str, Any]]:
    answer = client.post("/api/landscapes", json=BODY | changes, headers=LINES, timeout=60).raise_for_status()
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


FEW = {"low": -1, "high": 1, "count": 5}


@pytest.mark.parametrize(
    ("model", "plane", "expected"),
    [
        ("softmax", {"kind": "hessian"}, {"plane"}),
        ("convnet", {"kind": "pca"}, {"train", "path", "losses"}),
    ],
)
def test_a_stream_tells_how_far_it_is_and_then_what_json_has(
    client: httpx.Client, model: str, plane: dict[str, Any], expected: set[str]
) -> None:
    run = RUN | {"objective": DIGITS | {"model": model}, "seed": 41}
    asked = {"run": run, "plane": plane, "x": FEW, "y": FEW}
    *progress, found, done = streamed(client, **asked)
    assert done == {"type": "done"}
    assert {line["type"] for line in progress} == {"progress"}
    stages = [stage for stage, _ in groupby(line["stage"] for line in progress)]
    assert stages == [stage for stage in ("train", "plane", "path", "losses") if stage in stages]
    assert expected <= set(stages)
    for stage in stages:
        shares = [line["share"] for line in progress if line["stage"] == stage]
        assert shares == sorted(shares)
        assert 0 <= shares[0] <= shares[-1] <= 1
    assert found == {"type": "landscape", **landscape(client, **asked)}
    assert streamed(client, **asked) == [found, done]


def test_json_stays_what_is_answered_to_those_who_take_anything(client: httpx.Client) -> None:
    for accepted in ("*/*", "application/json", "text/html, application/*;q=0.5"):
        answer = client.post("/api/landscapes", json=BODY, headers={"accept": accepted})
        assert answer.headers["content-type"] == "application/json"
    answer = client.post("/api/landscapes", json=BODY, headers={"accept": "application/json, application/x-ndjson;q=1"})
    assert answer.headers["content-type"] == "application/x-ndjson"


def test_what_is_wrong_is_told_before_the_stream_or_at_its_end(client: httpx.Client) -> None:
    refused = client.post("/api/landscapes", json=BODY | {"optimizer": 2}, headers=LINES)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"

    wild = BATCHES | {"rule": "gradient_descent", "learning_rate": 100.0}
    run = RUN | {"objective": DIGITS | {"regularization": 10.0}, "optimizers": [wild]}
    *_, last = streamed(client, run=run, optimizer=0)
    assert (last["type"], last["status"]) == ("error", 422)
    (error,) = last["errors"]
    assert error["location"] == "optimizer"
    assert "diverged" in error["message"]


def test_who_goes_leaves_a_place_and_no_work(tmp_path: Path) -> None:
    environment = {"SLOPELAB_DATA": str(tmp_path), "SLOPELAB_CONCURRENT_RUNS": "1"}
    with (
        serving(SLOPELAB, ROOT, environment) as server,
        httpx.Client(base_url=server.address, timeout=30) as client,
    ):
        with client.stream("POST", "/api/landscapes", json=BODY | LONG, headers=LINES) as answer:
            lines = answer.iter_lines()
            assert json.loads(next(lines))["type"] == "progress"
            other = client.post("/api/landscapes", json=BODY, headers=LINES)
            assert other.status_code == 503
            assert int(other.headers["retry-after"]) >= 1
            # Who asks for little does not wait for those who ask for much.
            landscape(client)
        time.sleep(1)
        before = processor_seconds(server.process_id)
        time.sleep(1)
        assert processor_seconds(server.process_id) - before < 0.3
        assert streamed(client)[-1] == {"type": "done"}
