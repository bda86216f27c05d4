"""The specification of a run: its validation, defaults and digest."""

from typing import Any

import orjson
import pytest
from pydantic import ValidationError

from app.requests.runs import RunRequest

RUN: dict[str, Any] = {
    "objective": {"kind": "surface", "id": "beale"},
    "start": [0.75, 1.5],
    "seed": 0,
    "steps": 300,
    "optimizers": [
        {"rule": "gradient_descent", "learning_rate": 0.01},
        {"rule": "momentum", "learning_rate": 0.01, "momentum": 0.9},
        {"rule": "adam", "learning_rate": 0.3},
        {"rule": "random_search"},
    ],
}


def run(**changes: Any) -> RunRequest:
    return RunRequest.model_validate({**RUN, **changes})


def test_what_is_left_out_is_filled_in() -> None:
    completed = RunRequest.model_validate(
        {"objective": {"kind": "surface", "id": "beale"}, "optimizers": [{"rule": "momentum"}]}
    ).as_json()
    assert completed == {
        "objective": {"kind": "surface", "id": "beale"},
        "start": (0.75, 1.5),
        "seed": 0,
        "steps": 1000,
        "optimizers": [
            {
                "rule": "momentum",
                "learning_rate": 0.001,
                "gradient": {"kind": "analytic"},
                "schedule": {"kind": "constant"},
                "momentum": 0.9,
            }
        ],
        "stop": {},
    }


def test_the_json_of_a_run_posts_the_same_run() -> None:
    again = RunRequest.model_validate(orjson.loads(orjson.dumps(run().as_json())))
    assert again.digest() == run().digest()


def test_the_digest_names_the_numbers() -> None:
    assert run(start=None).digest() == run().digest()
    assert run(stop={"loss": None}).digest() == run().digest()
    labelled = [{**RUN["optimizers"][0], "label": "mine"}, *RUN["optimizers"][1:]]
    assert run(optimizers=labelled).digest() == run().digest()
    for change in ({"seed": 1}, {"steps": 301}, {"start": [0.75, 1.25]}, {"optimizers": RUN["optimizers"][:3]}):
        assert run(**change).digest() != run().digest()


def optimizer(**settings: Any) -> dict[str, Any]:
    return {"optimizers": [{"rule": "momentum", **settings}]}


@pytest.mark.parametrize(
    "change",
    [
        {"objective": {"kind": "surface", "id": "nowhere"}},
        {"objective": {"kind": "surface", "id": "beale", "condition": 10}},
        {"objective": {"kind": "surface", "id": "ill_conditioned_bowl", "condition": 0.5}},
        {"objective": {"kind": "surface", "id": "ill_conditioned_bowl", "condition": "5"}},
        {"objective": {"kind": "classifier"}},
        {"objective": None},
        {"start": [1]},
        {"start": [1, 2, 3]},
        {"start": [1e7, 0]},
        {"start": [float("nan"), 0]},
        {"start": ["1", 0]},
        {"seed": -1},
        {"seed": 2**53},
        {"seed": 1.5},
        {"seed": True},
        {"steps": 0},
        {"steps": 1_000_001},
        {"steps": True},
        {"steps": "5"},
        {"optimizers": []},
        {"optimizers": [{"rule": "momentum"}] * 65},
        {"optimizers": [{"rule": "sgd"}]},
        {"optimizers": [{}]},
        {"stop": {"loss": float("inf")}},
        {"stop": {"gradient_norm": -1}},
        {"nonsense": 1},
        optimizer(learning_rate=-0.1),
        optimizer(learning_rate=0),
        optimizer(learning_rate=1e9),
        optimizer(learning_rate=float("nan")),
        optimizer(learning_rate=True),
        optimizer(beta1=0.9),
        optimizer(momentum=1.0),
        optimizer(label="x" * 81),
        optimizer(gradient={"kind": "minibatch", "size": 32}),
        optimizer(gradient={"kind": "numeric", "h": 0}),
        optimizer(gradient={"kind": "noisy", "sigma": -1}),
        optimizer(schedule={"kind": "step", "every": 0}),
        optimizer(schedule={"kind": "warmup"}),
        {"optimizers": [{"rule": "random_search", "learning_rate": 0.1}]},
    ],
)
def test_what_is_out_of_range_or_unknown_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        run(**change)
