"""Comparisons of features over HTTP (S12, S13, moment 10)."""

import json
from typing import Any

import httpx
import pytest


def compared(client: httpx.Client, **fields: Any) -> list[dict[str, Any]]:
    response = client.post("/api/comparisons", json=fields, timeout=120).raise_for_status()
    assert response.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in response.text.splitlines()]


def results(stream: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {line["feature"]: line for line in stream if line["type"] == "result"}


def test_features_come_one_after_the_other_in_the_order_asked(client: httpx.Client) -> None:
    stream = compared(client, dataset="digits", features=["pixels", "hog", "convnet"], epochs=3)
    assert stream[0]["comparison"]["optimizer"]["rule"] == "momentum"
    assert stream[-1] == {"type": "done"}
    found = results(stream)
    assert list(found) == ["pixels", "hog", "convnet"]
    assert [found[name]["dimensions"] for name in found] == [64, 324, 64]
    assert [found[name]["weights"] for name in found] == [650, 3250, 6090]
    assert all(result["test_accuracy"] > 0.5 > 3 * result["chance"] for result in found.values())
    assert all(result["seconds"]["train"] > 0 for result in found.values())
    stages = [(line["feature"], line["stage"]) for line in stream if line["type"] == "progress"]
    assert stages[-1] == ("convnet", "train")


def test_colour_wins_on_photographs(client: httpx.Client) -> None:
    """Pixels .51, hue .68, HOG .26 in a simulation: here colour separates the classes."""
    found = results(compared(client, dataset="patches", features=["pixels", "color", "hog"]))
    accuracies = {name: result["test_accuracy"] for name, result in found.items()}
    assert accuracies["color"] > accuracies["pixels"] > accuracies["hog"]


def test_shape_wins_on_grey_textures_and_colour_guesses(client: httpx.Client) -> None:
    """Hue .33, which is chance, and HOG .84 in a simulation."""
    found = results(compared(client, dataset="textures", features=["color", "hog"]))
    assert found["color"]["test_accuracy"] == pytest.approx(found["color"]["chance"], abs=0.01)
    assert found["hog"]["test_accuracy"] > 2 * found["hog"]["chance"]


def test_the_same_comparison_gives_the_same_numbers(client: httpx.Client) -> None:
    asked = {"dataset": "digits", "features": ["pixels", "hog"], "epochs": 2, "seed": 5}
    first, again = results(compared(client, **asked)), results(compared(client, **asked))
    for name in first:
        assert first[name]["loss"] == again[name]["loss"]
    # Whatever else is compared.
    alone = results(compared(client, **asked | {"features": ["hog"]}))
    assert alone["hog"]["loss"] == first["hog"]["loss"]


@pytest.mark.parametrize(
    ("change", "location", "hint"),
    [
        ({"dataset": "narnia"}, "dataset", "/api/datasets"),
        ({"dataset": "cifar10"}, "dataset", "slopelab data cifar10"),
        ({"dataset": "moons"}, "features", "points"),
        ({"features": []}, "features", "1 or more"),
        ({"features": ["pixels", "smell"]}, "features", "pixels, color"),
        ({"features": ["hog", "hog"]}, "features", "once"),
        ({"model": "convnet"}, "model", "softmax"),
        ({"epochs": 0}, "epochs", "1"),
        ({"optimizer": {"rule": "sgd"}}, "optimizer", "momentum"),
        (
            {"optimizer": {"rule": "adam", "gradient": {"kind": "minibatch", "size": 9999}}},
            "optimizer",
            "1,437 training",
        ),
    ],
)
def test_a_field_at_fault_is_named(client: httpx.Client, change: dict[str, Any], location: str, hint: str) -> None:
    answer = client.post("/api/comparisons", json={"dataset": "digits", "features": ["pixels", "hog"]} | change)
    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert error["location"] == location
    assert hint in error["message"]
