"""Requests that are refused, of every resource (``python -m tests.api.refusals`` records how)."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

RECORDED = Path(__file__).parent / "refusals.json"

SURFACE: dict[str, Any] = {"kind": "surface", "id": "beale"}
ADAM: dict[str, Any] = {"rule": "adam", "learning_rate": 0.1}
RUN: dict[str, Any] = {"objective": SURFACE, "steps": 10, "optimizers": [ADAM]}
DIGITS: dict[str, Any] = {"kind": "classifier", "dataset": "digits"}
TRAINING: dict[str, Any] = {"objective": DIGITS, "optimizers": [ADAM]}
AXIS: dict[str, Any] = {"low": -1, "high": 1, "count": 5}
BASINS: dict[str, Any] = {"objective": SURFACE, "optimizer": ADAM, "x": AXIS, "y": AXIS}
SWEEP: dict[str, Any] = {"run": RUN, "setting": "learning_rate", "values": [0.1]}
LANDSCAPE: dict[str, Any] = {"run": TRAINING, "plane": {"kind": "random"}}
NUMBERS: tuple[Any, ...] = (-1, 0, 1.5, 1e400, "5", True, None, [1], {}, 10**20)


def _each(path: str, base: dict[str, Any], field: str, values: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for value in values:
        yield "POST", path, {"json": {**base, field: value}}


def requests() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path, and what httpx sends."""
    for path in (
        *("/api/runs", "/api/landscapes", "/api/basins", "/api/sweeps", "/api/evaluate", "/api/expressions"),
        *("/api/gradient-checks", "/api/theory", "/api/anatomies", "/api/notebooks", "/api/rules"),
        *("/api/codebooks", "/api/comparisons"),
    ):
        yield "POST", path, {"content": b"{", "headers": {"content-type": "application/json"}}
        yield "POST", path, {"content": b"", "headers": {"content-type": "application/json"}}
        yield "POST", path, {"content": b"{}", "headers": {"content-type": "text/plain"}}
        yield "POST", path, {"json": []}
        yield "POST", path, {"json": {"unknown": 1}}
        yield "POST", path, {"content": b"[" * 40_000, "headers": {"content-type": "application/json"}}
        yield "POST", path, {"content": b" " * 70_000 + b"{}", "headers": {"content-type": "application/json"}}
        yield "PUT", path, {"json": {}}
    for field in ("steps", "seed"):
        yield from _each("/api/runs", RUN, field, [value for value in NUMBERS if value not in (0, None)])
    yield from _each("/api/runs", RUN, "start", [[1], [1, 2, 3], [1e9, 0], ["1", 2], "zeros"])
    yield from _each("/api/runs", RUN, "objective", [{}, {"kind": "surface", "id": "x"}, {"kind": "other"}, 1])
    yield from _each("/api/runs", RUN, "optimizers", [[], [ADAM] * 65, [{}], [{"rule": "x"}], [{"rule": "adam"}, 1]])
    settings: tuple[dict[str, Any], ...] = (
        {"learning_rate": -1},
        {"beta1": 2},
        {"momentum": 0.9},
        {"label": "x" * 81},
        {"schedule": {}},
    )
    for setting in settings:
        yield from _each("/api/runs", RUN, "optimizers", [[{**ADAM, **setting}]])
    for gradient in ({"kind": "minibatch", "size": 8}, {"kind": "numeric", "h": 0}, {"kind": "noisy", "sigma": -1}, {}):
        yield from _each("/api/runs", RUN, "optimizers", [[{**ADAM, "gradient": gradient}]])
    for expression in ("", "x +", "z", "x" * 2001, "1,5*x", "sin(x, y)", "__import__('os')", "1/0", "x; y"):
        yield from _each("/api/runs", RUN, "objective", [{"kind": "expression", "expression": expression}])
        yield "POST", "/api/expressions", {"json": {"expression": expression}}
    for source in ("", "w = ", "w = w - lr*q", "lr = 1\nw = w", "w = w\n" * 60, "x" * 4001):
        yield "POST", "/api/rules", {"json": {"source": source}}
        yield from _each("/api/runs", RUN, "optimizers", [[{"rule": "custom", "learning_rate": 1, "source": source}]])
    yield "POST", "/api/runs?from_step=11", {"json": RUN}
    yield "POST", "/api/runs?from_step=-1", {"json": RUN}
    for objective in (
        {"dataset": "nothing"},
        {"dataset": "cifar10"},
        {"feature": "smell"},
        {"feature": "pixels+pixels"},
        {"model": "convnet", "feature": "hog"},
        {"dataset": "spirals", "feature": "hog"},
        {"dataset": "spirals", "model": "convnet"},
        {"model": "mlp", "hidden": 5000},
        {"regularization": -1},
        {"dataset": "../etc"},
    ):
        yield from _each("/api/runs", TRAINING, "objective", [{**DIGITS, **objective}])
    yield from _each("/api/runs", TRAINING, "epochs", [0, 1001, 1.5])
    yield "POST", "/api/runs", {"json": {**TRAINING, "epochs": 1, "steps": 1}}
    yield from _each("/api/runs", TRAINING, "steps", [0, 100_001])
    yield from _each("/api/runs", TRAINING, "clouds", [[], [0], [129], [8, 8], [1, 2, 3, 4, 5]])
    large = {**ADAM, "gradient": {"kind": "minibatch", "size": 5000}}
    numeric = {**ADAM, "gradient": {"kind": "numeric"}}
    yield from _each("/api/runs", TRAINING, "optimizers", [[large]])
    wide_network = {**TRAINING, "objective": {**DIGITS, "model": "mlp", "hidden": 64}}
    yield from _each("/api/runs", wide_network, "optimizers", [[numeric]])
    for axis in ({"low": 1, "high": 1}, {"low": 2, "high": 1}, {**AXIS, "count": 1}, {**AXIS, "count": 513}, {}):
        yield "POST", "/api/landscapes", {"json": {"objective": SURFACE, "x": axis, "y": AXIS}}
        yield from _each("/api/basins", BASINS, "y", [axis])
    yield from _each("/api/basins", BASINS, "steps", [0, 10_001])
    yield from _each("/api/basins", BASINS, "optimizer", [{"rule": "random_search"}])
    wide = {**AXIS, "count": 512}
    yield "POST", "/api/basins", {"json": {**BASINS, "x": wide, "y": wide}}
    yield "POST", "/api/basins", {"json": {**BASINS, "x": {**AXIS, "count": 200}, "y": wide, "steps": 10_000}}
    yield from _each("/api/landscapes", LANDSCAPE, "optimizer", [1, -1])
    yield from _each("/api/landscapes", LANDSCAPE, "plane", [{}, {"kind": "random", "normalization": "x"}])
    slow = {**TRAINING, "objective": {**DIGITS, "model": "convnet"}}
    yield "POST", "/api/landscapes", {"json": {**LANDSCAPE, "run": slow, "x": wide, "y": wide}}
    yield from _each("/api/sweeps", SWEEP, "setting", ["momentum", "", 1])
    yield from _each("/api/sweeps", SWEEP, "values", [[], [-1], [0.1] * 402, ["a"]])
    yield from _each("/api/sweeps", SWEEP, "optimizer", [1, -1])
    yield from _each("/api/evaluate", {"objective": SURFACE}, "points", [[], [[1]], [[1, 2]] * 4097, [[1, None]]])
    yield "POST", "/api/gradient-checks", {"json": {"objective": SURFACE, "point": [1, 1], "seed": 1}}
    yield from _each("/api/gradient-checks", {"objective": SURFACE}, "h", [0, 2, "a"])
    yield from _each("/api/gradient-checks", {"objective": SURFACE}, "gradient", [["x"], ["x", "q"], ["x", ""]])
    yield from _each("/api/gradient-checks", {"objective": DIGITS}, "point", [[1, 1]])
    yield from _each("/api/gradient-checks", {"objective": DIGITS}, "gradient", [["x", "y"]])
    yield from _each("/api/anatomies", {"run": RUN}, "step", [0, 11, 1.5])
    yield from _each("/api/anatomies", {"run": RUN, "step": 1}, "optimizer", [1])
    yield from _each("/api/notebooks", {"run": RUN}, "language", ["de"])
    yield "POST", "/api/notebooks", {"json": {"run": {**RUN, "steps": 1_000_000, "optimizers": [ADAM] * 2}}}
    yield from _each("/api/codebooks", {}, "words", [9, 2001, "many"])
    yield from _each("/api/codebooks", {}, "patch", ["round"])
    yield from _each("/api/comparisons", {}, "features", [[], ["smell"], ["hog", "hog"], ["convnet+hog"]])
    yield from _each("/api/comparisons", {}, "dataset", ["nothing", "spirals", ""])
    for path in ("/api/features", "/api/pipelines", "/api/datasets"):
        file = "archive" if path == "/api/datasets" else "image"
        yield "POST", path, {"json": {}}
        yield "POST", path, {"content": b""}
        yield "POST", path, {"files": {"other": b"x"}}
        yield "POST", path, {"files": {file: b"neither"}}
        yield "POST", path, {"files": {file: b"x"}, "data": {"unknown": "1"}}
        yield "POST", path, {"data": {file: "a text"}}
    for field, value in (("cell", "1"), ("bins", "3"), ("include", "smell"), ("codebook", "x"), ("format", "gif")):
        yield "POST", "/api/features", {"files": {"image": b"x"}, "data": {field: value}}
    for field, value in (("run", "{"), ("run", "{}"), ("steps", "101"), ("steps", "a"), ("label", "nobody")):
        yield "POST", "/api/pipelines", {"files": {"image": b"x"}, "data": {field: value}}
    for field, value in (("charset", "klingon"), ("name", "x" * 61)):
        yield "POST", "/api/datasets", {"files": {"archive": b"x"}, "data": {field: value}}
    for path in ("/api/nothing", "/api/datasets/nothing", "/api/codebooks/0123456789ab", "/api/photographs/nobody"):
        yield "GET", path, {}
    for path in ("/api/datasets/digits", "/api/datasets/nothing", "/api/datasets/own-0123456789ab"):
        yield "DELETE", path, {}
    yield "GET", "/api/datasets/digits/samples.png?count=-1", {}
    yield "GET", "/api/runs", {}


def refusal(client: Any, method: str, path: str, sent: dict[str, Any]) -> list[Any]:
    """The answer to a request: its status, and its problem document; None for an answer that is none."""
    answer = client.request(method, path, **_encoded(sent))
    is_problem = answer.headers.get("content-type") == "application/problem+json"
    return [answer.status_code, answer.json() if is_problem else None]


def _encoded(sent: dict[str, Any]) -> dict[str, Any]:
    """JSON as bytes, since httpx writes neither infinite numbers nor those as they stand."""
    if "json" not in sent:
        return sent
    content = json.dumps(sent["json"]).encode()
    return {**sent, "json": None, "content": content, "headers": {"content-type": "application/json"}}


def record() -> None:
    """Write down how today's application refuses the requests."""
    from fastapi.testclient import TestClient

    from app.main import create_app

    with TestClient(create_app()) as client:
        answers = [refusal(client, *request) for request in requests()]
    RECORDED.write_text(json.dumps(answers, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        os.environ.update(SLOPELAB_DATA=folder, SLOPELAB_WARM_UP="false", SLOPELAB_REQUEST_SECONDS="300")
        record()
