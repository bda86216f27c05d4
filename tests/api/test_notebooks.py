"""Notebooks as a client gets them."""

from typing import Any

import httpx
import pytest

RUN: dict[str, Any] = {
    "objective": {"kind": "surface", "id": "beale"},
    "steps": 300,
    "optimizers": [{"rule": "momentum", "learning_rate": 0.01}, {"rule": "random_search"}],
}


def test_a_notebook_is_an_attachment_in_either_language(client: httpx.Client) -> None:
    for language, word in (("en", "This notebook repeats it"), ("ko", "이 노트북은")):
        answer = client.post("/api/notebooks", json={"run": RUN, "language": language}).raise_for_status()
        assert answer.headers["content-type"] == "application/x-ipynb+json"
        assert answer.headers["content-disposition"].startswith('attachment; filename="slopelab-')
        document = answer.json()
        assert document["nbformat"] == 4
        assert word in document["cells"][0]["source"]


@pytest.mark.parametrize(
    ("request_", "location"),
    [
        ({"run": {**RUN, "steps": 1_000_000}}, "run.steps"),
        ({"run": RUN, "language": "fr"}, "language"),
        ({"run": {**RUN, "optimizers": [{"rule": "custom", "source": "w ="}]}}, "run.optimizers[0].source"),
        ({"run": {**RUN, "objective": {"kind": "expression", "expression": "import os"}}}, "run.objective.expression"),
    ],
)
def test_what_cannot_be_made_a_notebook_is_refused(
    client: httpx.Client, request_: dict[str, object], location: str
) -> None:
    answer = client.post("/api/notebooks", json=request_)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == location


SINES = {"kind": "expression", "expression": "+".join(f"sin({number}*x*y)" for number in range(1, 40))}


def test_a_formula_that_costs_more_may_be_repeated_for_fewer_steps(client: httpx.Client) -> None:
    request = {"run": {**RUN, "objective": SINES, "optimizers": RUN["optimizers"][:1], "steps": 1_000_000}}
    answer = client.post("/api/notebooks", json=request)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == "run.steps"
    assert 0 < int(error["message"].split()[2]) < 1_000_000
