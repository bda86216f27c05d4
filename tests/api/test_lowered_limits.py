"""A server whose limits are below the usual defaults: the defaults follow."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.features.pictures import PICTURES, encoded
from tests.servers import serving_here

LIMITS = {
    "MAX_STEPS": 50,
    "MAX_OPTIMIZERS": 2,
    "MAX_EPOCHS": 3,
    "MAX_HIDDEN": 16,
    "MIN_CODEBOOK_WORDS": 10,
    "MAX_CODEBOOK_WORDS": 40,
    "MAX_AXIS_COUNT": 21,
    "MAX_BASIN_STARTS": 441,
    "MAX_BASIN_STEPS": 200,
    "MAX_BASIN_WORK": 65_536,
    "MAX_SEED": 0,
    "MAX_SWEEP_VALUES": 5,
    "MAX_PIPELINE_STEPS": 1,
    "MAX_TRAINING_STEPS": 20,
}
BEALE = {"kind": "surface", "id": "beale"}


@pytest.fixture(scope="module")
def lowered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    limits = {name.lower(): value for name, value in LIMITS.items()}
    with (
        serving_here(data=tmp_path_factory.mktemp("data"), **limits) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client


def first_line(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines[-1] == {"type": "done"}
    return lines[0]


def test_runs(lowered: httpx.Client) -> None:
    run = first_line(lowered.post("/api/runs", json={"objective": BEALE, "optimizers": [{"rule": "adam"}]}))
    assert run["run"]["steps"] == 50


def test_trainings(lowered: httpx.Client) -> None:
    objective = {"kind": "classifier", "model": "mlp"}
    run = first_line(lowered.post("/api/runs", json={"objective": objective, "optimizers": [{"rule": "adam"}]}))
    assert run["run"]["epochs"] == 3
    assert run["run"]["objective"]["hidden"] == 16


def test_comparisons(lowered: httpx.Client) -> None:
    comparison = first_line(lowered.post("/api/comparisons", json={"features": ["pixels"]}))["comparison"]
    assert (comparison["epochs"], comparison["hidden"]) == (1, 16)
    assert comparison["optimizer"]["gradient"]["size"] == 72


def test_batches_of_a_said_size(lowered: httpx.Client) -> None:
    optimizer = {"rule": "momentum", "gradient": {"kind": "minibatch", "size": 10}}
    run = {"objective": {"kind": "classifier"}, "optimizers": [optimizer]}
    assert first_line(lowered.post("/api/runs", json=run))["run"]["steps"] == 20
    comparison = {"features": ["pixels"], "optimizer": optimizer}
    assert first_line(lowered.post("/api/comparisons", json=comparison))["comparison"]["steps"] == 20


def test_landscapes(lowered: httpx.Client) -> None:
    axis = {"low": -1, "high": 1}
    answer = lowered.post("/api/landscapes", json={"objective": BEALE, "x": axis, "y": axis})
    assert len(answer.json()["x"]) == 21


def test_basins(lowered: httpx.Client) -> None:
    axis = {"low": -1, "high": 1}
    optimizer = {"rule": "gradient_descent", "learning_rate": 0.01}
    answer = lowered.post("/api/basins", json={"objective": BEALE, "optimizer": optimizer, "x": axis, "y": axis})
    assert answer.status_code == 200
    assert answer.json()["every"] == 2


def test_codebooks_and_images(lowered: httpx.Client) -> None:
    assert lowered.get("/api/codebooks").json()[0]["words"] == 40
    answer = lowered.post("/api/features", files={"image": encoded(PICTURES["cat"])}).raise_for_status()
    assert len(answer.json()["words"]["histogram"]) == 40


def test_pipelines(lowered: httpx.Client) -> None:
    run = {
        "objective": {"kind": "classifier", "dataset": "patches", "feature": "color"},
        "optimizers": [{"rule": "gradient_descent", "learning_rate": 0.01}],
    }
    form = {"run": json.dumps(run)}
    lowered.post("/api/pipelines", files={"image": encoded(PICTURES["cat"])}, data=form).raise_for_status()


@pytest.mark.parametrize("path", ["/preview.png", "/api/openapi.json", "/api/docs", "/landscapes", "/classifiers"])
def test_pages_and_what_they_show(lowered: httpx.Client, path: str) -> None:
    lowered.get(path).raise_for_status()
