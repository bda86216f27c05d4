"""Faults are reported by location and by what is allowed, never by what was sent."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.http.validation_errors import MAX_SHOWN, FieldError, field_errors


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class Momentum(Strict):
    rule: Literal["momentum"]
    momentum: float = Field(0.9, ge=0, lt=1)


class Adam(Strict):
    rule: Literal["adam"]
    beta1: float = Field(0.9, ge=0, lt=1)


class Plain(Strict):
    kind: Literal["surface"]
    id: Literal["beale", "booth"]


class Conditioned(Strict):
    kind: Literal["surface"]
    id: Literal["ill_conditioned_bowl"]
    condition: float = 100.0


class Typed(Strict):
    kind: Literal["expression"]
    expression: str


Surface = Annotated[Plain | Conditioned, Field(discriminator="id")]


class Run(Strict):
    objective: Annotated[Surface | Typed, Field(discriminator="kind")]
    start: list[float] | None = None
    optimizers: list[Annotated[Momentum | Adam, Field(discriminator="rule")]] = Field(min_length=1, max_length=64)


BEALE = {"kind": "surface", "id": "beale"}
MOMENTUM = {"rule": "momentum"}


def faults(body: object) -> list[FieldError]:
    """The faults of ``body`` as a run, as the framework reports them."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Run).validate_python(body, strict=True)
    errors: list[dict[str, Any]] = [dict(error) for error in caught.value.errors()]
    return field_errors([{**error, "loc": ("body", *error["loc"])} for error in errors], body)


@pytest.mark.parametrize(
    ("body", "location", "message"),
    [
        ([], "", "Must be an object."),
        ({"optimizers": [MOMENTUM]}, "objective", "This field is required."),
        (
            {"objective": BEALE, "optimizers": []},
            "optimizers",
            "Must have 1 or more entries.",
        ),
        (
            {"objective": BEALE, "optimizers": [MOMENTUM] * 65},
            "optimizers",
            "Must have 64 entries at most.",
        ),
        (
            {"objective": BEALE, "optimizers": [MOMENTUM, {"rule": "adam", "beta1": 1}]},
            "optimizers[1].beta1",
            "Must be less than 1.",
        ),
        (
            {"objective": BEALE, "optimizers": [{"rule": "momentum", "momentum": "fast"}]},
            "optimizers[0].momentum",
            "Must be a number.",
        ),
        (
            {"objective": BEALE, "optimizers": [{"rule": "magic"}]},
            "optimizers[0]",
            "'rule' must be one of 'momentum', 'adam'.",
        ),
        (
            {"objective": {"kind": "surface", "id": "ill_conditioned_bowl", "condition": float("nan")}},
            "objective.condition",
            "Must be a finite number.",
        ),
        ({"objective": {"kind": "expression"}}, "objective.expression", "This field is required."),
        (
            {"objective": {**BEALE, "condition": 3}},
            "objective.condition",
            "There is no such field here.",
        ),
        ({"objective": BEALE, "start": [True, 0.0]}, "start[0]", "Must be a number."),
    ],
)
def test_place_and_what_is_allowed(body: object, location: str, message: str) -> None:
    assert (location, message) in [(fault.location, fault.message) for fault in faults(body)]


def test_a_hostile_name_is_not_repeated() -> None:
    (fault,) = faults({"objective": BEALE, "optimizers": [MOMENTUM], "<script>": 1})
    assert fault.location == "(unknown)"


def test_no_message_repeats_what_was_sent() -> None:
    secret = "hunter2"
    body = {"objective": {"kind": secret}, "start": [secret, secret], "optimizers": [{"rule": secret}, secret]}
    assert secret not in "".join(fault.model_dump_json() for fault in faults(body))


def test_many_faults_are_told_as_the_first_few() -> None:
    body = {"objective": BEALE, "optimizers": [{"rule": "adam", "beta1": 2}] * 60}
    assert len(faults(body)) == MAX_SHOWN
