"""Equal landscapes have equal names."""

from typing import Any

from app.requests.landscapes import ClassifierLandscapeRequest

ADAM: dict[str, Any] = {"rule": "adam"}
RUN: dict[str, Any] = {"objective": {"kind": "classifier"}, "optimizers": [ADAM]}


def digest(**changes: Any) -> str:
    return ClassifierLandscapeRequest.model_validate({"run": RUN, "plane": {"kind": "random"}, **changes}).digest()


def test_what_changes_no_number_changes_no_name() -> None:
    assert digest(run=RUN | {"epochs": 10}) == digest()
    assert digest(run=RUN | {"optimizers": [{"rule": "adam", "label": "mine"}]}) == digest()
    assert digest(run=RUN | {"optimizers": [{"rule": "random_search"}, ADAM]}, optimizer=1) == digest()
    assert digest(plane={"kind": "random", "seed": 0, "normalization": "filter"}, x=None) == digest()


def test_what_changes_numbers_changes_the_name() -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"run": RUN | {"seed": 1}},
        {"run": RUN | {"optimizers": [{"rule": "adam", "learning_rate": 0.5}]}},
        {"plane": {"kind": "random", "seed": 1}},
        {"plane": {"kind": "random", "normalization": "layer"}},
        {"plane": {"kind": "pca"}},
        {"x": {"low": 0, "high": 1}},
        {"y": {"low": 0, "high": 1}},
    ]
    assert len({digest(**change) for change in changes}) == len(changes)
