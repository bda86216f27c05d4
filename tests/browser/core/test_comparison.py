"""What the comparison page chooses and what it makes of the bars, without a document (moment 10)."""

from typing import Any

import pytest

from tests.browser.core.conftest import Call

OFFERED = ["pixels", "color", "hog", "hog+color", "words", "convnet"]


def parse(call: Call, fragment: str, installed: list[str]) -> dict[str, Any]:
    state: dict[str, Any] = call(
        "comparison/state",
        "(m, [text, catalogue]) => m.parseState(text, catalogue)",
        [fragment, catalogue(installed)],
    )
    return state


def catalogue(installed: list[str], **limits: object) -> dict[str, Any]:
    """What there is to choose from, each data set with 1,600 examples to learn from."""
    return {
        "datasets": [{"id": id, "train": 1600} for id in installed],
        "features": OFFERED,
        "limits": {
            "epochs": {"low": 1, "high": 1000},
            "seed": {"low": 0, "high": 2**53 - 1},
            "training_steps": {"low": 1, "high": 100_000},
            **limits,
        },
    }


@pytest.mark.parametrize(
    ("lowered", "epochs"),
    [
        ({"epochs": {"low": 1, "high": 3}}, 3),
        ({"training_steps": {"low": 1, "high": 200}}, 8),
        ({"training_steps": {"low": 1, "high": 20}}, 1),
        ({"training_steps": {"low": 1, "high": 1}}, 1),
    ],
)
def test_epochs_keep_to_lower_limits(call: Call, lowered: dict[str, object], epochs: int) -> None:
    some = catalogue(["patches", "textures"], **lowered)
    script = """(m, [text, catalogue]) =>
      [m.firstVisit(catalogue), m.parseState(text, catalogue)].map((chosen) => m.fitting(chosen, catalogue))"""
    assert [state["epochs"] for state in call("comparison/state", script, ["epochs=30", some])] == [epochs, epochs]


def test_epochs_that_a_data_set_may_not_take_stay_chosen(call: Call) -> None:
    some = catalogue(["digits", "patches"], training_steps={"low": 1, "high": 200})
    some["datasets"][0]["train"] = 64
    script = """(m, catalogue) => {
      const chosen = m.parseState("data=patches&epochs=30", catalogue);
      return [chosen, { ...chosen, data: ["digits"] }].map((one) => m.fitting(one, catalogue).epochs);
    }"""
    assert call("comparison/state", script, some) == [8, 30]


def test_the_address_holds_every_choice_and_features_stay_in_the_order_of_history(call: Call) -> None:
    state = parse(call, "#feature=words&feature=hog%2Bcolor&data=digits&model=svm&epochs=3&seed=2", ["digits"])
    assert state == {"data": ["digits"], "model": "svm", "epochs": 3, "seed": 2, "features": ["hog+color", "words"]}
    assert parse(call, call("comparison/state", "(m, state) => m.formatState(state)", state), ["digits"]) == state


@pytest.mark.parametrize("fragment", ["", "data=narnia&model=x&epochs=0&seed=-1&feature=cnn", "feature=<script>&%E0"])
def test_what_is_not_known_is_the_first_visit(call: Call, fragment: str) -> None:
    assert parse(call, fragment, ["digits", "patches"])["data"] == ["patches", "textures"]
    state = parse(call, fragment, ["cifar10"])
    assert state["data"] == ["cifar10"]
    assert state["features"] == ["pixels", "color", "hog", "hog+color"]


@pytest.mark.parametrize(
    ("color", "hog", "joined", "said"),
    [
        (0.68, 0.26, 0.61, "colour"),
        (0.33, 0.84, 0.84, "guess"),
        (0.45, 0.60, 0.70, "both"),
        (0.45, 0.60, 0.55, "shape"),
        (0.50, 0.52, 0.60, "alike"),
        (None, 0.52, 0.60, None),
    ],
)
def test_the_sentence_is_computed_from_the_bars(
    call: Call, color: float | None, hog: float, joined: float, said: str | None
) -> None:
    results = [
        {"feature": name, "test_accuracy": accuracy, "chance": 1 / 3}
        for name, accuracy in (("color", color), ("hog", hog), ("hog+color", joined))
    ]
    found = call(
        "comparison/verdict",
        "(m, results) => m.verdict(new Map(results.map((result) => [result.feature, result])))",
        results,
    )
    assert found == said


def test_features_are_ranked_by_what_they_read(call: Call) -> None:
    accuracies = {"pixels": 0.47, "color": 0.56, "hog": None, "hog+color": 0.31}
    results = [{"feature": name, "test_accuracy": accuracy} for name, accuracy in accuracies.items()]
    ranked = call(
        "comparison/verdict",
        "(m, results) => m.ranked(new Map(results.map((result) => [result.feature, result])))",
        results,
    )
    assert [entry["feature"] for entry in ranked] == ["color", "pixels", "hog+color"]


@pytest.mark.parametrize(("most", "size"), [(100_000, None), (25, None), (20, 80), (1, 1600)])
def test_batches_grow_where_an_epoch_would_take_too_many_steps(call: Call, most: int, size: int | None) -> None:
    some = catalogue(["patches", "textures"], training_steps={"low": 1, "high": most})
    script = "(m, catalogue) => m.comparisonOf(m.firstVisit(catalogue), 'textures', ['hog'], catalogue)"
    asked = call("comparison/state", script, some)
    assert (asked["dataset"], asked["features"]) == ("textures", ["hog"])
    assert asked.get("optimizer", {"gradient": {"size": None}})["gradient"]["size"] == size


@pytest.mark.parametrize(("examples", "size"), [(1, 1), (63, 63), (64, None)])
def test_batches_hold_no_more_examples_than_there_are(call: Call, examples: int, size: int | None) -> None:
    some = catalogue(["patches", "textures"])
    some["datasets"][1]["train"] = examples
    script = "(m, catalogue) => m.comparisonOf(m.firstVisit(catalogue), 'textures', ['hog'], catalogue)"
    asked = call("comparison/state", script, some)
    assert asked.get("optimizer", {"gradient": {"size": None}})["gradient"]["size"] == size
