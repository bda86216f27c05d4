"""Requests and exports of pages are read correctly by the server, a shell, a spreadsheet and Python."""

import ast
import csv
import json
import shlex
from typing import Any

import httpx
import pytest

from tests.static import catalogue
from tests.static.node import call

RUNS = "tests/static/runs.js"
RUN = {
    "objective": {"kind": "expression", "expression": "x'; rm -rf ~; '"},
    "steps": 2,
    "optimizers": [{"rule": "adam"}],
}
NAME = 'Adam"\n\\import os'


def test_the_recorded_catalogue_is_the_servers(client: httpx.Client) -> None:
    answered, recorded = catalogue.answered(client), catalogue.recorded()
    again = "record it again: .venv/bin/python -m tests.static.catalogue"
    for name in ("surfaces", "optimizers"):
        assert [entry for entry in recorded[name] if entry not in answered[name]] == [], again
    assert recorded["limits"] == {name: answered["limits"].get(name) for name in recorded["limits"]}, again


def test_every_preset_is_a_run_that_the_server_accepts(client: httpx.Client) -> None:
    runs = call(RUNS, "presetRuns")
    assert len(runs) == 6
    assert [client.post("/api/runs", json=run).status_code for run in runs] == [200] * 6


def test_a_table_is_read_as_it_was_written() -> None:
    names = ['=cmd|"/c calc"!A1', "Momentum, numeric", "plain"]
    rows = list(csv.reader(call(RUNS, "csvOf", names).splitlines()))
    assert [row[0] for row in rows[1::3]] == ["'" + names[0], names[1], names[2]]
    assert rows[2] == ["'" + names[0], "1", "2", "0.5", "1e-12", "", "", ""]
    assert rows[3][2:5] == ["", "1", ""]


@pytest.fixture(scope="module")
def commands() -> dict[str, Any]:
    """The commands that a page offers for a run with hostile texts."""
    commands: dict[str, Any] = call(RUNS, "commandsOf", RUN, NAME)
    return commands


def test_a_quote_stays_within_the_command(commands: dict[str, Any]) -> None:
    *_, flag, body = shlex.split(commands["curl"])
    assert (flag, json.loads(body)) == ("-d", RUN)


def test_the_program_holds_the_run(commands: dict[str, Any]) -> None:
    (assignment,) = (node for node in ast.parse(commands["python"]).body if isinstance(node, ast.Assign))
    assert ast.literal_eval(assignment.value) == {**RUN, "optimizers": [{"rule": "adam", "label": NAME}]}
