"""Runs on classifiers as a client follows them (S2, S4, S7, S12)."""

import json
import math
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.endless import ENDLESS_TRAINING, LIMITS
from tests.servers import serving_here
from tests.waiting import wait_until

DIGITS = {"kind": "classifier", "dataset": "digits", "feature": "pixels", "model": "softmax"}
BATCHES = {"rule": "gradient_descent", "learning_rate": 0.1, "gradient": {"kind": "minibatch", "size": 64}}
RUN: dict[str, Any] = {"objective": DIGITS, "start": "zeros", "epochs": 10, "optimizers": [BATCHES]}


def lines(client: httpx.Client, run: dict[str, Any], **parameters: int) -> list[dict[str, Any]]:
    response = client.post("/api/runs", json=run, params=parameters, timeout=300).raise_for_status()
    return [json.loads(line) for line in response.text.splitlines()]


def of_type(stream: list[dict[str, Any]], kind: str, optimizer: int = 0) -> list[dict[str, Any]]:
    return [line for line in stream if line["type"] == kind and line["optimizer"] == optimizer]


def column(stream: list[dict[str, Any]], name: str, optimizer: int = 0) -> list[Any]:
    return [value for frame in of_type(stream, "frame", optimizer) for value in frame[name]]


def test_softmax_learns_to_read(client: httpx.Client) -> None:
    stream = lines(client, RUN)
    first, classifier, *_, last = stream
    assert first["run"]["epochs"] == 10
    assert classifier["type"] == "classifier"
    assert (classifier["weights"], classifier["train"], classifier["test"]) == (650, 1437, 360)
    assert classifier["optimizers"] == [{"steps": 230, "steps_per_epoch": 23}]
    assert last == {"type": "done"}
    (end,) = of_type(stream, "end")
    assert end["test_accuracy"] >= 0.93
    assert end["gradient_evaluations"] == 230

    frames = of_type(stream, "frame")
    assert [frame["step"] for frame in frames] == [
        sum(len(frame["epoch"]) for frame in frames[:index]) for index in range(len(frames))
    ]
    losses = column(stream, "loss")
    assert len(losses) == 231
    assert losses[0] == pytest.approx(2.302585, rel=1e-5)
    assert losses[-1] == end["loss"]
    assert column(stream, "epoch")[-1] == 10
    assert column(stream, "test_accuracy")[-1] == end["test_accuracy"]


def test_what_the_page_shows_beside_the_curves(client: httpx.Client) -> None:
    stream = lines(client, RUN)
    confusion = of_type(stream, "confusion")[-1]["counts"]
    assert sum(map(sum, confusion)) == 360
    assert sum(confusion[digit][digit] for digit in range(10)) / 360 == of_type(stream, "end")[0]["test_accuracy"]
    samples = of_type(stream, "samples")[-1]
    assert all(sum(row) == pytest.approx(1, abs=1e-3) for row in samples["probabilities"])
    weights = of_type(stream, "weights")
    assert weights[0]["values"] == [[[[128]] * 8] * 8] * 10
    assert {level for row in weights[-1]["values"][3] for (level,) in row} & {1, 255}
    clouds = of_type(stream, "cloud")
    assert len(clouds[0]["along"]) == len(clouds[0]["across"]) == 64
    assert sum(clouds[0]["along"]) / 64 == pytest.approx(1, abs=0.1)
    assert clouds[-1]["cosine"] < clouds[0]["cosine"]


def test_four_times_the_data_is_half_the_noise(client: httpx.Client) -> None:
    """Moment 8."""
    sizes = (32, 128)
    optimizers = [BATCHES | {"gradient": {"kind": "minibatch", "size": size}} for size in sizes]
    stream = lines(client, RUN | {"epochs": 1, "optimizers": optimizers})
    small, large = (of_type(stream, "cloud", optimizer)[0] for optimizer in range(2))
    assert small["gradient_norm"] == pytest.approx(large["gradient_norm"])
    assert small["noise"] / large["noise"] == pytest.approx(2, rel=0.2)


def test_clouds_of_any_size_can_be_seen_from_where_all_examples_led(client: httpx.Client) -> None:
    """Moment 8: three sizes at the same weights, on the path that none of them made."""
    run = RUN | {"optimizers": [{"rule": "gradient_descent", "learning_rate": 0.5}]}
    plain, stream = lines(client, run), lines(client, run | {"clouds": [32, 64, 128]})
    assert of_type(plain, "cloud") == []
    assert of_type(stream, "end") == of_type(plain, "end")
    assert stream[0]["digest"] == plain[0]["digest"]
    last = [cloud for cloud in of_type(stream, "cloud") if cloud["step"] == 10]
    assert [cloud["size"] for cloud in last] == [32, 64, 128]
    assert [cloud["noise"] for cloud in last] == pytest.approx([0.524, 0.368, 0.259], rel=0.15)


def test_large_minibatches_have_no_cloud_of_their_own(client: httpx.Client) -> None:
    most = client.get("/api/limits").json()["cloud_size"]["high"]
    optimizers = [BATCHES | {"gradient": {"kind": "minibatch", "size": size}} for size in (most, most + 1)]
    stream = lines(client, RUN | {"epochs": 1, "optimizers": optimizers})
    assert of_type(stream, "cloud", 0)
    assert of_type(stream, "cloud", 1) == []
    asked_for = lines(client, RUN | {"epochs": 1, "optimizers": optimizers[1:], "clouds": [32]})
    assert {cloud["size"] for cloud in of_type(asked_for, "cloud")} == {32}


@pytest.mark.parametrize(("source", "value"), [("w = lr", 0.5), ("w = t", 3.0), ("c = 2\nw = w - c*w + c*lr", 1.0)])
def test_a_rule_may_assign_numbers(client: httpx.Client, source: str, value: float) -> None:
    """All weights are equal after three steps, so that all classes are equally probable."""
    run = {name: RUN[name] for name in ("objective", "start")}
    optimizers = [{"rule": "custom", "source": source, "learning_rate": 0.5}]
    (end,) = of_type(lines(client, {**run, "steps": 3, "optimizers": optimizers}), "end")
    assert (end["reason"], end["steps"]) == ("steps", 3)
    assert end["loss"] == pytest.approx(math.log(10) + 0.5 * 1e-4 * 640 * value**2, rel=1e-4)


def test_the_same_numbers_twice_resumed_and_beside_others(client: httpx.Client) -> None:
    whole = lines(client, RUN)
    assert column(lines(client, RUN), "batch_loss") == column(whole, "batch_loss")
    resumed = lines(client, RUN, from_step=100)
    assert column(resumed, "batch_loss") == column(whole, "batch_loss")[100:]
    assert of_type(resumed, "end") == of_type(whole, "end")
    assert {line["step"] >= 100 for line in of_type(resumed, "confusion")} == {True}
    beside = lines(client, RUN | {"optimizers": [{"rule": "adam"}, BATCHES]})
    assert column(beside, "batch_loss", 1) == column(whole, "batch_loss")


@pytest.mark.parametrize(
    ("objective", "optimizer", "least"),
    [
        ({"model": "svm"}, BATCHES, 0.93),
        ({"model": "mlp"}, BATCHES | {"rule": "momentum", "learning_rate": 0.05}, 0.96),
        ({"feature": "hog"}, BATCHES, 0.9),
        ({"dataset": "moons", "model": "mlp"}, {"rule": "adam", "learning_rate": 0.1}, 0.85),
        ({"dataset": "patches", "feature": "hog+color"}, BATCHES | {"learning_rate": 0.01}, 0.5),
    ],
)
def test_other_models_and_features(
    client: httpx.Client, objective: dict[str, Any], optimizer: dict[str, Any], least: float
) -> None:
    stream = lines(client, {"objective": DIGITS | objective, "optimizers": [optimizer]})
    assert of_type(stream, "end")[0]["test_accuracy"] >= least


def test_a_network_learns_filters(client: httpx.Client) -> None:
    optimizer = BATCHES | {"rule": "momentum", "learning_rate": 0.05}
    stream = lines(client, {"objective": DIGITS | {"model": "convnet"}, "optimizers": [optimizer]})
    assert of_type(stream, "end")[0]["test_accuracy"] >= 0.96
    assert [len(row) for row in of_type(stream, "weights")[-1]["values"]] == [3] * 16


def test_points_have_a_boundary_that_moves(client: httpx.Client) -> None:
    run = {"objective": DIGITS | {"dataset": "spirals", "model": "mlp"}, "steps": 300, "optimizers": [{"rule": "adam"}]}
    boundaries = of_type(lines(client, run), "boundary")
    assert len(boundaries[0]["labels"]) == len(boundaries[0]["y"])
    assert boundaries[0]["labels"] != boundaries[-1]["labels"]
    assert {label for row in boundaries[-1]["labels"] for label in row} == {0, 1, 2}


def test_searches_and_the_numeric_gradient_count_losses(client: httpx.Client) -> None:
    optimizers = [
        {"rule": "random_search"},
        {"rule": "local_search", "scale": 0.01},
        {"rule": "gradient_descent", "learning_rate": 0.1, "gradient": {"kind": "numeric", "h": 1e-2}},
    ]
    stream = lines(client, RUN | {"epochs": None, "steps": 3, "optimizers": optimizers})
    assert [of_type(stream, "end", index)[0]["loss_evaluations"] for index in range(3)] == [4, 4, 3 * 1300]
    assert len(column(stream, "tried_loss", 0)) == 4
    assert column(stream, "loss", 2)[-1] < column(stream, "loss", 2)[0]


def test_a_rate_that_is_too_high_diverges_and_keeps_its_path(client: httpx.Client) -> None:
    stream = lines(
        client, RUN | {"optimizers": [{"rule": "gradient_descent", "learning_rate": 1e3}] * 2, "steps": None}
    )
    assert of_type(stream, "end")[0]["loss"] > 10
    regularized = DIGITS | {"regularization": 10.0}
    diverging = lines(client, RUN | {"objective": regularized, "optimizers": [BATCHES | {"learning_rate": 100.0}]})
    (end,) = of_type(diverging, "end")
    assert (end["reason"], end["loss"]) == ("diverged", None)
    assert len(column(diverging, "batch_loss")) == end["steps"] + 1


@pytest.mark.parametrize(
    ("change", "location", "hint"),
    [
        ({"objective": DIGITS | {"dataset": "narnia"}}, "objective.dataset", "/api/datasets"),
        ({"objective": DIGITS | {"dataset": "cifar10"}}, "objective.dataset", "slopelab data cifar10"),
        ({"objective": DIGITS | {"dataset": "../../etc"}}, "objective.dataset", "form"),
        ({"objective": DIGITS | {"dataset": "moons", "model": "convnet"}}, "objective.model", "points"),
        ({"objective": DIGITS | {"dataset": "moons", "feature": "hog"}}, "objective.feature", "pixels"),
        ({"objective": DIGITS | {"model": "convnet", "feature": "hog"}}, "objective", "pixels"),
        ({"objective": DIGITS | {"feature": "smell"}}, "objective.feature", "pixels, color"),
        ({"objective": DIGITS | {"feature": "hog+hog"}}, "objective.feature", "pixels, color"),
        ({"objective": DIGITS | {"regularization": -1.0}}, "objective.regularization", "0"),
        ({"objective": DIGITS | {"hidden": 10**6}}, "objective.hidden", "1024"),
        ({"steps": 5}, "steps", "not both"),
        ({"clouds": [1, 2, 3, 4, 5]}, "clouds", "4"),
        ({"clouds": [129]}, "clouds[0]", "128"),
        ({"clouds": [32, 64, 32]}, "clouds", "once"),
        ({"epochs": 0}, "epochs", "1"),
        ({"start": [1.0, 2.0]}, "start", "zeros"),
        ({"epochs": 1000, "optimizers": [BATCHES | {"gradient": {"kind": "minibatch", "size": 1}}]}, "epochs", "1,437"),
        (
            {"optimizers": [BATCHES | {"gradient": {"kind": "minibatch", "size": 0}}]},
            "optimizers[0].gradient.size",
            "1",
        ),
        (
            {
                "objective": DIGITS | {"model": "mlp", "hidden": 100},
                "optimizers": [BATCHES | {"gradient": {"kind": "numeric"}}],
            },
            "optimizers",
            "15,020 losses a step",
        ),
        ({"optimizers": [{"rule": "custom", "source": "w = w - lr*q"}]}, "optimizers[0].source", "q"),
    ],
)
def test_a_field_at_fault_is_named(client: httpx.Client, change: dict[str, Any], location: str, hint: str) -> None:
    answer = client.post("/api/runs", json=RUN | change)
    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert error["location"] == location
    assert hint in error["message"]


def test_the_server_stays_light_while_two_train_and_is_free_when_they_go(tmp_path: Path) -> None:
    heavy = ENDLESS_TRAINING | {"objective": DIGITS | {"model": "convnet"}}
    with (
        serving_here(data=tmp_path, concurrent_runs=2, **LIMITS) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        with (
            client.stream("POST", "/api/runs", json=heavy) as one,
            client.stream("POST", "/api/runs", json=heavy) as two,
        ):
            followed = [stream.iter_lines() for stream in (one, two)]
            for followed_lines in followed:
                for _ in range(20):
                    next(followed_lines)
            assert client.get("/api/health").is_success
            assert client.post("/api/runs", json=RUN).status_code == 503
        wait_until(lambda: client.post("/api/runs", json=RUN | {"epochs": 1}).status_code == 200)


def test_a_training_is_sent_compressed_to_those_who_can_unpack_it(client: httpx.Client) -> None:
    run = {**RUN, "epochs": 2}
    sizes = {}
    texts = {}
    for encoding in ("gzip", "identity"):
        with client.stream("POST", "/api/runs", json=run, headers={"accept-encoding": encoding}) as response:
            assert response.headers.get("content-encoding", "identity") == encoding
            texts[encoding] = re.sub(r'"seconds":[^,}]+', "", "".join(response.iter_text()))
            sizes[encoding] = response.num_bytes_downloaded
    assert texts["gzip"] == texts["identity"]
    assert sizes["gzip"] < sizes["identity"] / 2
