"""Landscapes of trained classifiers, over HTTP (S12)."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import groupby
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from app.api import classifier_landscapes
from app.landscapes import cache
from tests.api.endless import ENDLESS_TRAINING, LIMITS
from tests.servers import serving_here
from tests.waiting import wait_until

DIGITS = {"kind": "classifier", "dataset": "digits", "feature": "pixels", "model": "softmax", "regularization": 1e-3}
BATCHES = {"rule": "momentum", "learning_rate": 0.05, "gradient": {"kind": "minibatch", "size": 64}}
RUN: dict[str, Any] = {"objective": DIGITS, "epochs": 2, "optimizers": [{"rule": "random_search"}, BATCHES]}
RANDOM = {"kind": "random", "normalization": "filter", "seed": 0}
X, Y = {"low": -1, "high": 1, "count": 11}, {"low": -0.5, "high": 0.5, "count": 7}
BODY: dict[str, Any] = {"run": RUN, "optimizer": 1, "plane": RANDOM, "x": X, "y": Y}


def landscape(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    answer = client.post("/api/landscapes", json=BODY | changes, timeout=300).raise_for_status()
    content: dict[str, Any] = answer.json()
    return content


def problem(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    answer = client.post("/api/landscapes", json=BODY | changes, timeout=300)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    content: dict[str, Any] = answer.json()
    return content


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A server that has trained nothing yet, and its folder of trajectories."""
    folder = tmp_path_factory.mktemp("data")
    with (
        serving_here(data=folder) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client, folder / "trajectories"


def test_the_centre_is_the_trained_loss_and_the_end_of_the_path(client: httpx.Client) -> None:
    answer = landscape(client)
    assert (len(answer["x"]), len(answer["y"])) == (11, 7)
    assert np.array(answer["loss"]).shape == (7, 11)
    path = answer["path"]
    assert len({len(column) for column in path.values()}) == 1
    assert (path["step"][0], path["step"][-1]) == (0, 46)
    assert (path["x"][-1], path["y"][-1], path["residual"][-1]) == (0, 0, 0)
    assert answer["loss"][3][5] == pytest.approx(path["loss"][-1], abs=1e-9)
    assert path["plane_loss"][-1] == path["loss"][-1]
    assert "eigenvalues" not in answer


def test_the_path_has_the_losses_that_training_had(client: httpx.Client) -> None:
    path = landscape(client)["path"]
    stream = client.post("/api/runs", json=RUN, timeout=300).text.splitlines()
    frames = [line for line in map(json.loads, stream) if line["type"] == "frame" and line["optimizer"] == 1]
    losses = {
        frame["step"] + index: loss for frame in frames for index, loss in enumerate(frame["loss"]) if loss is not None
    }
    assert path["step"] == list(losses)
    assert path["loss"] == pytest.approx(list(losses.values()), rel=1e-5)


@pytest.mark.parametrize("model", ["softmax", "mlp", "svm"])
def test_axes_that_are_left_to_the_plane_show_the_path(client: httpx.Client, model: str) -> None:
    answer = landscape(
        client, run=RUN | {"objective": DIGITS | {"model": model}}, plane={"kind": "pca"}, x=None, y=None
    )
    for name in "xy":
        assert len(answer[name]) == 51
        assert min(answer[name]) < min(answer["path"][name])
        assert max(answer[name]) > max(answer["path"][name])
        assert 0 in answer[name]
    centre = answer["loss"][answer["y"].index(0)][answer["x"].index(0)]
    assert centre == pytest.approx(answer["path"]["loss"][-1], abs=1e-9)
    explained = answer["explained_variance"]
    assert explained["x"] >= explained["y"]
    assert 0.8 < explained["total"] == pytest.approx(explained["x"] + explained["y"])


def test_random_directions_show_one_length_of_the_weights_either_way(client: httpx.Client) -> None:
    answer = landscape(client, x=None)
    assert (len(answer["x"]), answer["x"][0], answer["x"][-1], answer["y"][-1]) == (51, -1, 1, 0.5)
    assert answer["explained_variance"]["total"] < 0.1
    others = [landscape(client, plane=RANDOM | change) for change in ({"seed": 1}, {"normalization": "none"})]
    assert len({other["loss"][0][0] for other in (answer, *others)}) == 3


def test_the_hessian_bends_the_loss_as_its_eigenvalues_say(client: httpx.Client) -> None:
    step = 1e-3
    axis = {"low": -step, "high": step, "count": 3}
    answer = landscape(client, plane={"kind": "hessian"}, x=axis, y=axis)
    loss = np.array(answer["loss"])
    bends = [(line[0] - 2 * line[1] + line[2]) / step**2 for line in (loss[1], loss[:, 1])]
    assert bends == pytest.approx(answer["eigenvalues"], rel=1e-3)
    wide = landscape(client, plane={"kind": "hessian"}, x=None, y=None)
    assert wide["x"][-1] >= 1 / np.sqrt(answer["eigenvalues"][0])


def test_any_rule_or_search_has_a_landscape(client: httpx.Client) -> None:
    search = landscape(client, run=RUN | {"epochs": None, "steps": 5}, optimizer=0)
    assert search["path"]["loss"] == sorted(search["path"]["loss"], reverse=True)
    stood = RUN | {"start": "zeros", "epochs": None, "steps": 1, "optimizers": [{"rule": "random_search"}]}
    still = landscape(client, run=stood, optimizer=0)
    assert still["explained_variance"] == {"x": None, "y": None, "total": None}
    assert np.array(still["loss"]) == pytest.approx(np.log(10))
    assert "never left" in problem(client, run=stood, optimizer=0, plane={"kind": "pca"})["detail"]


def test_a_run_is_trained_once_whatever_planes_are_asked_for(
    fresh: tuple[httpx.Client, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, folder = fresh
    with ThreadPoolExecutor() as pool:
        planes = [RANDOM, RANDOM, {"kind": "pca"}, {"kind": "hessian"}]
        answers = list(pool.map(lambda plane: landscape(client, plane=plane), planes))
    assert answers[0] == answers[1]
    (kept,) = folder.glob("*.npz")
    trained_at = kept.stat().st_mtime_ns
    with monkeypatch.context() as patch:
        patch.delattr(cache, "landscape_slices")  # what is known is not computed again
        assert landscape(client) == answers[0]
    alone = RUN | {"optimizers": [BATCHES | {"label": "mine"}]}
    assert landscape(client, run=alone, optimizer=0) == answers[0]
    landscape(client, plane=RANDOM | {"seed": 5})
    (kept,) = folder.glob("*.npz")
    assert kept.stat().st_mtime_ns == trained_at


def test_a_run_that_was_streamed_is_not_trained_again(fresh: tuple[httpx.Client, Path]) -> None:
    client, folder = fresh
    run = RUN | {"seed": 7, "optimizers": [BATCHES]}
    client.post("/api/runs", json=run).raise_for_status()
    before = {file: file.stat().st_mtime_ns for file in folder.glob("*.npz")}
    landscape(client, run=run, optimizer=0)
    assert {file: file.stat().st_mtime_ns for file in folder.glob("*.npz")} == before


def test_large_axes_are_finite(client: httpx.Client) -> None:
    axis = {"low": -1e6, "high": 1e6, "count": 5}
    loss = np.array(landscape(client, x=axis, y=axis)["loss"])
    assert np.isfinite(loss).all()
    assert loss[2, 2] == loss.min()


@pytest.mark.parametrize(
    ("change", "location", "hint"),
    [
        ({"optimizer": 2}, "optimizer", "less than the number of optimizers, 2"),
        ({"optimizer": -1}, "optimizer", "0"),
        ({"plane": {"kind": "tilted"}}, "plane", "pca"),
        ({"plane": RANDOM | {"normalization": "row"}}, "plane.normalization", "filter"),
        ({"plane": {"kind": "pca", "seed": 1}}, "plane.seed", "no such field"),
        ({"x": {"low": 1, "high": 1}}, "x", "below"),
        ({"x": {"low": 0, "high": 1, "count": 1}}, "x.count", "2"),
        ({"run": RUN | {"objective": DIGITS | {"dataset": "narnia"}}}, "run.objective.dataset", "/api/datasets"),
        ({"run": RUN | {"objective": DIGITS | {"dataset": "moons", "model": "convnet"}}}, "run.objective.model", "svm"),
        ({"run": RUN | {"objective": {"kind": "surface", "id": "beale"}}}, "run.objective.kind", "classifier"),
        (
            {"run": RUN | {"optimizers": [{"rule": "custom", "source": "w = q"}]}, "optimizer": 0},
            "run.optimizers[0].source",
            "q",
        ),
        (
            {"run": RUN | {"objective": DIGITS | {"model": "svm"}}, "plane": {"kind": "hessian"}},
            "plane.kind",
            "random or pca",
        ),
        (
            {"run": RUN | {"objective": DIGITS | {"model": "convnet"}}, "plane": {"kind": "hessian"}},
            "plane.kind",
            "random or pca",
        ),
        (
            {"run": RUN | {"objective": DIGITS | {"model": "convnet"}}, "x": X | {"count": 51}},
            "x.count",
            "too long",
        ),
        (
            {
                "run": RUN
                | {
                    "objective": DIGITS | {"regularization": 10.0},
                    "optimizers": [BATCHES | {"rule": "gradient_descent", "learning_rate": 100.0}],
                },
                "optimizer": 0,
            },
            "optimizer",
            "diverged",
        ),
    ],
)
def test_a_field_at_fault_is_named(client: httpx.Client, change: dict[str, Any], location: str, hint: str) -> None:
    (error, *_) = problem(client, **change)["errors"]
    assert error["location"] == location
    assert hint in error["message"]


def test_what_is_not_done_in_time_is_told_to_be_trained_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The training never ends; that work ends with its request is measured for all operations."""
    monkeypatch.setattr(classifier_landscapes, "SHARE_OF_TIME", 1 / 300)
    with (
        serving_here(data=tmp_path, request_seconds=300, **LIMITS) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        answer = client.post("/api/landscapes", json={"run": ENDLESS_TRAINING, "plane": RANDOM})
        assert answer.status_code == 503
        assert "/api/runs first" in answer.json()["detail"]
        assert int(answer.headers["retry-after"]) >= 1


LINES = {"accept": "application/x-ndjson"}
FINE = {"low": -1, "high": 1, "count": 512}
TOO_LONG = {"run": RUN | {"objective": DIGITS | {"model": "convnet"}}, "plane": RANDOM, "x": FINE, "y": FINE}
"""A landscape far beyond the limit of a request."""


def streamed(client: httpx.Client, **changes: Any) -> list[dict[str, Any]]:
    answer = client.post("/api/landscapes", json=BODY | changes, headers=LINES, timeout=300).raise_for_status()
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


def test_who_goes_leaves_a_place(tmp_path: Path) -> None:
    """That work ends with its client, too, is measured for all operations."""
    with (
        serving_here(data=tmp_path, concurrent_runs=1, **LIMITS) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):

        def asked(body: dict[str, Any]) -> AbstractContextManager[httpx.Response]:
            return client.stream("POST", "/api/landscapes", json=body, headers=LINES)

        def is_admitted(body: dict[str, Any]) -> bool:
            with asked(body) as answer:
                return answer.status_code == 200

        with asked(BODY | TOO_LONG) as answer:
            lines = answer.iter_lines()
            assert json.loads(next(lines))["type"] == "progress"
            other = client.post("/api/landscapes", json=BODY, headers=LINES)
            assert other.status_code == 503
            assert int(other.headers["retry-after"]) >= 1
            # Who asks for little does not wait for those who ask for much.
            landscape(client)
        for _ in range(2):
            wait_until(lambda: is_admitted({"run": ENDLESS_TRAINING, "plane": RANDOM}))
        wait_until(lambda: is_admitted(BODY))
