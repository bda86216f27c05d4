"""Typed update rules as a client sees them: checked, and run as fast and as exactly as the built-in ones."""

from typing import Any

import httpx
import orjson
import pytest

ADAM = """\
m = 0.9*m + (1 - 0.9)*g
v = 0.999*v + (1 - 0.999)*g**2
w = w - lr/(1 - 0.9**t)*m/(sqrt(v/(1 - 0.999**t)) + 1e-8)
"""

FAULTS = {
    "nothing assigns w": ("v = g", 5, "weights_not_assigned"),
    "unknown name": ("w = w - lr*q", 11, "unknown_name"),
    "second line": ("v = g\nw = w - lr*)", 17, "expected_operand"),
    "not an assignment": ("w - lr*g", 0, "expected_assignment"),
    "assigns the gradient": ("g = 1\nw = w - g", 0, "cannot_be_assigned"),
    "dunder": ("__class__ = g\nw = w", 0, "expected_assignment"),
    "import": ("import os\nw = w", 0, "expected_assignment"),
    "attribute": ("w = w.real", 5, "unknown_character"),
    "too long": ("w = w" + " + g" * 1000, 2000, "too_long"),
    "too many lines": ("a = g\n" * 21 + "w = w", 126, "too_many_lines"),
    "power tower": ("w = w - 9**9**9**9*g", 12, "not_finite"),
}


def frames(client: httpx.Client, optimizer: dict[str, object], **rest: object) -> list[dict[str, Any]]:
    run = {
        "objective": {"kind": "surface", "id": "beale"},
        "start": [0.75, 1.5],
        "steps": 500,
        "optimizers": [optimizer],
        **rest,
    }
    lines = map(orjson.loads, client.post("/api/runs", json=run).raise_for_status().iter_lines())
    return [line for line in lines if line["type"] in ("frame", "end")]


def test_a_rule_is_set_and_told_what_it_keeps_and_reads(client: httpx.Client) -> None:
    answer = client.post("/api/rules", json={"source": "v = momentum*v + g\nw = w - lr*v"}).raise_for_status().json()
    assert answer["formula"].startswith("<math ")
    assert answer["states"] == ["v"]
    assert answer["settings"] == ["momentum"]


def test_adam_typed_with_its_numbers_takes_adams_path_to_the_last_bit(client: httpx.Client) -> None:
    typed = frames(client, {"rule": "custom", "source": ADAM, "learning_rate": 0.3})
    assert typed == frames(client, {"rule": "adam", "learning_rate": 0.3})


def test_every_built_in_text_typed_as_it_stands_takes_the_same_path(client: httpx.Client) -> None:
    for rule in client.get("/api/optimizers").json():
        if rule["kind"] == "rule":
            settings = {setting["name"]: setting["default"] for setting in rule["settings"]} | {"learning_rate": 0.01}
            typed = frames(client, {"rule": "custom", "source": rule["source"], **settings})
            assert typed == frames(client, {"rule": rule["id"], **settings})


def test_a_setting_changes_what_the_rule_reads(client: httpx.Client) -> None:
    source = "v = momentum*v + g\nw = w - lr*v"
    half = frames(client, {"rule": "custom", "source": source, "momentum": 0.5, "learning_rate": 0.01})
    assert half == frames(client, {"rule": "momentum", "momentum": 0.5, "learning_rate": 0.01})


def test_a_name_that_the_rule_assigns_is_its_own_even_if_a_setting_has_it(client: httpx.Client) -> None:
    own = frames(
        client,
        {"rule": "custom", "source": "momentum = 0.9*momentum + g\nw = w - lr*momentum", "learning_rate": 0.01},
    )
    assert own == frames(client, {"rule": "momentum", "learning_rate": 0.01})


def test_schedules_and_gradient_sources_go_with_it(client: httpx.Client) -> None:
    rest = {"learning_rate": 0.01, "gradient": {"kind": "noisy", "sigma": 0.1}, "schedule": {"kind": "cosine"}}
    typed = frames(client, {"rule": "custom", "source": "w = w - lr*g", **rest})
    assert typed == frames(client, {"rule": "gradient_descent", **rest})


def test_a_rule_that_faults_ends_as_diverged(client: httpx.Client) -> None:
    *_, end = frames(client, {"rule": "custom", "source": "w = w - lr/(t - 3)", "learning_rate": 0.01})
    assert (end["reason"], end["steps"]) == ("diverged", 3)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place_in_the_whole_text(client: httpx.Client, name: str) -> None:
    source, position, code = FAULTS[name]
    checked = client.post("/api/rules", json={"source": source})
    run = client.post(
        "/api/runs",
        json={
            "objective": {"kind": "surface", "id": "bowl"},
            "optimizers": [{"rule": "adam"}, {"rule": "custom", "source": source}],
        },
    )
    for answer, location in ((checked, "source"), (run, "optimizers[1].source")):
        assert answer.status_code == 422
        (error,) = answer.json()["errors"]
        assert (error["location"], error["position"], error["code"]) == (location, position, code)


@pytest.mark.parametrize(
    ("fields", "location"),
    [
        ({"source": 5}, "optimizers[0].source"),
        ({"momentum": 2}, "optimizers[0].momentum"),
        ({"gamma": 0.5}, "optimizers[0].gamma"),
        ({"learning_rate": 0}, "optimizers[0].learning_rate"),
    ],
)
def test_other_fields_are_checked_as_those_of_any_rule(
    client: httpx.Client, fields: dict[str, object], location: str
) -> None:
    answer = client.post(
        "/api/runs",
        json={"objective": {"kind": "surface", "id": "bowl"}, "optimizers": [{"rule": "custom", **fields}]},
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == location
