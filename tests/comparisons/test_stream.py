"""The lines of a comparison of features."""

import asyncio
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.comparisons.stream import comparison_lines, planned_comparison
from app.datasets import catalogue
from app.datasets.labelled import BuiltIn, LabelledImages, Split, description_of
from app.requests.comparisons import ComparisonRequest
from app.scheduling.turns import Turns
from app.texts import Text
from app.training.task import UntrainableError
from tests.data_folders import use_settings
from tests.training.tasks import images


def uneven() -> Split[LabelledImages]:
    """Images of which more than a third of the test part are of the second class."""
    split = images(train=30, test=10)
    return Split(
        split.train, LabelledImages(split.test.images, np.array([0, 1, 1, 1, 1, 2, 2, 1, 0, 2]), ("a", "b", "c"))
    )


@pytest.fixture(autouse=True)
def _a_small_data_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    split = uneven()
    monkeypatch.setitem(
        catalogue.BUILT_IN,
        "small",
        BuiltIn("small", Text("Small", "작은 모음"), description_of("Small", split), lambda: split),
    )
    use_settings(monkeypatch, data=tmp_path)


def lines(**fields: Any) -> list[dict[str, Any]]:
    body = {"dataset": "small", "features": ["pixels", "color", "convnet"], "epochs": 2, **fields}
    prepared = planned_comparison(ComparisonRequest.model_validate(body))

    async def collected() -> bytes:
        return b"".join([line async for line in comparison_lines(prepared, Turns(1, 0.01))])

    return [json.loads(line) for line in asyncio.run(collected()).splitlines()]


def test_each_feature_is_trained_in_turn() -> None:
    stream = lines()
    assert stream[0]["type"] == "comparison"
    assert stream[-1] == {"type": "done"}
    assert [line["feature"] for line in stream if line["type"] == "result"] == ["pixels", "color", "convnet"]
    for feature in ("pixels", "color", "convnet"):
        steps = [line["done"] for line in stream if line["type"] == "progress" and line["feature"] == feature]
        assert steps == sorted(steps)
        assert steps[0] == 0
        assert steps[-1] == 2
        assert {line["of"] for line in stream if line["type"] == "progress"} == {2}
        assert {line["stage"] for line in stream if line["type"] == "progress"} == {"train"}


def test_a_result_says_how_good_and_how_large_it_is() -> None:
    results = {line["feature"]: line for line in lines() if line["type"] == "result"}
    assert {feature: (one["dimensions"], one["weights"]) for feature, one in results.items()} == {
        "pixels": (192, 579),
        "color": (36, 111),
        "convnet": (192, 16 * 28 + 32 * 145 + 3 * 129),
    }
    for one in results.values():
        assert one["reason"] == "steps"
        assert one["chance"] == 0.5
        assert 0 <= one["test_accuracy"] <= 1
        assert 0 <= one["train_accuracy"] <= 1
        assert one["loss"] > 0
        assert one["seconds"]["train"] > 0
        assert one["seconds"]["extract"] >= 0


def test_defaults_are_told() -> None:
    first = lines(features=["color"], epochs=None)[0]["comparison"]
    assert first["epochs"] == 10
    assert first["optimizer"]["gradient"]["size"] == 30
    assert first["features"] == ["color"]


def test_a_divergence_has_a_reason_and_no_result() -> None:
    optimizer = {"rule": "gradient_descent", "learning_rate": 1000.0}
    (result,) = [
        line
        for line in lines(features=["pixels"], regularization=10.0, steps=60, epochs=None, optimizer=optimizer)
        if line["type"] == "result"
    ]
    assert (result["reason"], result["loss"], result["test_accuracy"]) == ("diverged", None, None)


def test_a_feature_that_does_not_fit_is_refused_before_any_is_trained() -> None:
    with pytest.raises(UntrainableError):
        planned_comparison(ComparisonRequest.model_validate({"dataset": "moons", "features": ["pixels", "hog"]}))
