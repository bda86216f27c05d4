"""The pipeline of a picture over HTTP, and a clear refusal of everything that cannot go through it."""

import json
from collections.abc import AsyncGenerator
from typing import Any

import anyio
import anyio.lowlevel
import httpx
import numpy as np
import pytest

from app.api import pipelines
from app.features.fitting import fitted
from app.features.vectors import color_vectors, hog_vectors
from app.http.uploads import read_upload
from app.requests.pipelines import DEFAULT_RUN
from app.training.trained import trained_classifier_events
from tests.api.endless import ENDLESS_RUN, ENDLESS_TRAINING, LIMITS
from tests.features.pictures import PICTURES, encoded
from tests.servers import serving_here

COFFEE = encoded(PICTURES["coffee"])
OBJECTIVE = DEFAULT_RUN["objective"]
DIGITS = {"kind": "classifier", "dataset": "digits", "feature": "pixels", "model": "softmax"}


def ask(client: httpx.Client, content: bytes = COFFEE, **fields: Any) -> httpx.Response:
    texts = {name: json.dumps(value) if isinstance(value, dict) else value for name, value in fields.items()}
    return client.post("/api/pipelines", files={"image": ("picture", content)}, data=texts, timeout=300)


def run_on(objective: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return DEFAULT_RUN | {"objective": objective, "epochs": 1} | changes


def test_a_photograph_goes_through(client: httpx.Client) -> None:
    answer = ask(client).raise_for_status().json()
    seen = fitted(PICTURES["coffee"], 32, 32)
    np.testing.assert_array_equal(answer["image"], seen)
    assert [part["feature"] for part in answer["parts"]] == ["color", "hog"]
    color, hog = (part["values"] for part in answer["parts"])
    np.testing.assert_allclose(color, color_vectors(seen[None])[0], rtol=1e-6)
    np.testing.assert_allclose(hog, hog_vectors(seen[None])[0], rtol=1e-6)
    assert np.shape(answer["cells"]) == (4, 4, 9)
    before = answer["before"]
    assert len(answer["classes"]) == len(before["scores"]) == len(before["probabilities"]) == 10
    assert sum(before["probabilities"]) == pytest.approx(1)
    assert answer["label"] == answer["classes"][int(np.argmax(before["scores"]))]


@pytest.mark.parametrize("label", ["coffee", "stars"])
def test_a_step_lowers_the_loss_of_the_label(client: httpx.Client, label: str) -> None:
    answer = ask(client, label=label).raise_for_status().json()
    before, after = answer["before"], answer["after"]
    index = answer["classes"].index(label)
    assert answer["label"] == label
    assert before["loss"] - before["penalty"] == pytest.approx(-np.log(before["probabilities"][index]))
    assert answer["losses"] == [before["loss"], after["loss"]]
    assert after["loss"] < before["loss"]
    assert after["probabilities"][index] > before["probabilities"][index]


def test_the_loss_falls_as_the_gradient_says(client: httpx.Client) -> None:
    slow = [{"rule": "gradient_descent", "learning_rate": 1e-6, "gradient": {"kind": "minibatch", "size": 64}}]
    run = run_on(OBJECTIVE, optimizers=slow)
    answer = ask(client, run=run, label="cat").raise_for_status().json()
    first, second = answer["losses"]
    assert first - second == pytest.approx(1e-6 * answer["before"]["gradient_norm"] ** 2, rel=1e-2)


def test_steps_go_on_from_each_other(client: httpx.Client) -> None:
    one, three = (ask(client, label="stars", steps=steps).raise_for_status().json() for steps in (1, 3))
    assert len(three["losses"]) == 4
    assert three["losses"][:2] == one["losses"]
    assert three["losses"] == sorted(three["losses"], reverse=True)
    assert three["after"]["loss"] == three["losses"][-1]


def test_without_steps_it_is_only_looked_at(client: httpx.Client) -> None:
    looked, stepped = (ask(client, label="stars", steps=steps).raise_for_status().json() for steps in (0, 1))
    assert looked["before"] == looked["after"] == stepped["before"]
    assert looked["losses"] == [looked["before"]["loss"]]


def test_the_trained_weights_are_those_of_the_run(client: httpx.Client) -> None:
    assert ask(client, label="cat").content == ask(client, label="cat", run=DEFAULT_RUN).content


@pytest.mark.parametrize(
    "objective",
    [
        DIGITS,
        OBJECTIVE | {"model": "svm"},
        OBJECTIVE | {"model": "mlp", "feature": "color"},
        OBJECTIVE | {"dataset": "textures", "feature": "hog"},
        DIGITS | {"model": "convnet"},
    ],
    ids=["digits", "svm", "mlp", "textures", "convnet"],
)
def test_other_classifiers(client: httpx.Client, objective: dict[str, Any]) -> None:
    answer = ask(client, run=run_on(objective)).raise_for_status().json()
    assert (answer["before"]["probabilities"] is None) == (objective["model"] == "svm")
    assert (answer["cells"] is None) == ("hog" not in objective["feature"])


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3)])
def test_pictures_of_any_proportions(client: httpx.Client, shape: tuple[int, int, int]) -> None:
    answer = ask(client, encoded(np.full(shape, 200, np.uint8))).raise_for_status().json()
    assert np.shape(answer["image"]) == (32, 32, 3)
    assert all(np.isfinite(answer["losses"]))


@pytest.mark.parametrize(
    ("fields", "location"),
    [
        ({"label": "unicorn"}, "label"),
        ({"steps": "-1"}, "steps"),
        ({"steps": "101"}, "steps"),
        ({"nonsense": "1"}, "nonsense"),
        ({"run": "{"}, "run"),
        ({"run": "[1]"}, "run"),
        ({"run": json.dumps(DEFAULT_RUN) + " " * 65_536}, "run"),
        ({"run": run_on(OBJECTIVE, seed=-1)}, "run.seed"),
        ({"run": run_on(OBJECTIVE | {"dataset": "nowhere"})}, "run.objective.dataset"),
        ({"run": run_on(OBJECTIVE | {"dataset": "cifar10"})}, "run.objective.dataset"),
        ({"run": run_on(OBJECTIVE | {"dataset": "moons", "feature": "pixels"})}, "run.objective.dataset"),
        ({"run": run_on(OBJECTIVE | {"feature": "words"})}, "run.objective.feature"),
        ({"run": run_on(OBJECTIVE, optimizers=[{"rule": "random_search"}])}, "run.optimizers"),
        ({"run": run_on(OBJECTIVE, optimizers=DEFAULT_RUN["optimizers"] * 2)}, "run.optimizers"),
    ],
)
def test_what_cannot_go_through(client: httpx.Client, fields: dict[str, Any], location: str) -> None:
    answer = ask(client, **fields)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert location in [error["location"] for error in answer.json()["errors"]]


def test_training_that_diverged_has_no_weights(client: httpx.Client) -> None:
    wild = [{"rule": "custom", "source": "w = w + lr*1e30*g*g*g + 1e38", "learning_rate": 10}]
    answer = ask(client, run=run_on(OBJECTIVE, optimizers=wild))
    assert answer.status_code == 422
    assert "diverged" in answer.json()["detail"]


def test_steps_without_end_are_told(client: httpx.Client) -> None:
    """Adam bears a learning rate at which plain steps against a heavy penalty grow a hundredfold each."""
    adam = [{"rule": "adam", "learning_rate": 10}]
    run = run_on(OBJECTIVE | {"regularization": 10}, optimizers=adam)
    answer = ask(client, run=run, steps=100).raise_for_status().json()
    assert answer["after"] is None
    assert 1 < len(answer["losses"]) < 101
    assert answer["losses"][1] > answer["losses"][0]


@pytest.mark.parametrize(("content", "status"), [(b"", 415), (b"no picture", 415), (COFFEE[: len(COFFEE) // 2], 422)])
def test_what_is_no_picture(client: httpx.Client, content: bytes, status: int) -> None:
    answer = ask(client, content)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_file_is_needed(client: httpx.Client) -> None:
    assert client.post("/api/pipelines", data={"steps": "1"}).status_code == 415
    missing = client.post("/api/pipelines", files={"file": ("picture", COFFEE)})
    assert (missing.status_code, missing.json()["errors"][0]["location"]) == (422, "image")


def test_a_training_that_takes_too_long_is_told_to_be_done_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "SHARE_OF_TIME", 1 / 300)
    with (
        serving_here(request_seconds=300, **LIMITS) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        answer = ask(client, run=ENDLESS_TRAINING)
    assert answer.status_code == 503
    assert "/api/runs first" in answer.json()["detail"]
    assert "retry-after" not in answer.headers


def test_the_time_of_a_training_begins_with_the_request_however_slowly_its_picture_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When the picture has come there is no time left, and the training does not begin."""
    begun: list[object] = []

    async def read_slowly(*arguments: Any) -> Any:
        found = await read_upload(*arguments)
        await anyio.sleep(0.6)
        return found

    async def watched(*arguments: Any) -> AsyncGenerator[Any]:
        await anyio.lowlevel.checkpoint()
        begun.append(arguments)
        async for event in trained_classifier_events(*arguments):
            yield event

    monkeypatch.setattr(pipelines, "SHARE_OF_TIME", 0.5 / 300)
    monkeypatch.setattr(pipelines, "read_upload", read_slowly)
    monkeypatch.setattr(pipelines, "trained_classifier_events", watched)
    with (
        serving_here(request_seconds=300, **LIMITS) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        answer = ask(client, run=ENDLESS_TRAINING)
    assert answer.status_code == 503
    assert "/api/runs first" in answer.json()["detail"]
    assert begun == []


def test_it_takes_a_place_of_streams(small_server: httpx.Client) -> None:
    with (
        small_server.stream("POST", "/api/runs", json=ENDLESS_RUN),
        small_server.stream("POST", "/api/runs", json=ENDLESS_RUN),
    ):
        refused = ask(small_server)
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) >= 1
