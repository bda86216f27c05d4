"""Requests are checked against the settings of the application that they are sent to."""

from typing import Any

import pytest
from pydantic import ValidationError

from app.instance import Instance
from app.main import create_app
from app.requests.evaluations import EvaluationRequest
from app.requests.runs import RunRequest
from app.settings import Settings

BOWL = {"kind": "surface", "id": "bowl"}
RULE = {"rule": "gradient_descent", "learning_rate": 0.1}


def labelled(label: str) -> dict[str, Any]:
    return {"optimizers": [{**RULE, "label": label}]}


def run(**fields: Any) -> RunRequest:
    return RunRequest.model_validate({"objective": BOWL, "optimizers": [RULE], **fields})


@pytest.mark.parametrize(
    ("setting", "limit", "allowed", "refused"),
    [
        ("max_steps", 7, {"steps": 7}, {"steps": 8}),
        ("max_seed", 7, {"seed": 7}, {"seed": 8}),
        ("max_optimizers", 2, {"optimizers": [RULE] * 2}, {"optimizers": [RULE] * 3}),
        ("max_coordinate", 2.0, {"start": [-2, 2]}, {"start": [-2.1, 2]}),
        (
            "max_label_length",
            3,
            {"optimizers": [{**RULE, "label": "abc"}]},
            {"optimizers": [{**RULE, "label": "abcd"}]},
        ),
    ],
)
def test_each_application_has_its_own_limits(
    setting: str, limit: float, allowed: dict[str, Any], refused: dict[str, Any]
) -> None:
    strict = Instance(Settings.model_validate({setting: limit}))
    with strict.current():
        run(**allowed)
        with pytest.raises(ValidationError):
            run(**refused)
    with Instance(Settings()).current():
        run(**refused)


def test_defaults_fit_the_limits() -> None:
    with Instance(Settings(max_steps=20)).current():
        assert run().steps == 20
    with Instance(Settings()).current():
        assert run().steps == 1000


def test_entries_of_a_list_that_is_too_long_are_not_validated() -> None:
    with Instance(Settings(max_points=2)).current(), pytest.raises(ValidationError) as refused:
        EvaluationRequest.model_validate({"objective": BOWL, "points": ["no point"] * 5})
    (error,) = refused.value.errors()
    assert (error["type"], error["loc"]) == ("too_long", ("points",))


def test_the_schema_states_the_limits_of_its_application() -> None:
    for most in (20, 30):
        schemas = create_app(Settings(max_steps=most, max_optimizers=3)).openapi()["components"]["schemas"]
        steps = schemas["RunRequest"]["properties"]["steps"]
        assert (steps["minimum"], steps["maximum"], steps["default"]) == (1, most, most)
        assert schemas["RunRequest"]["properties"]["optimizers"]["maxItems"] == 3
