"""Runs as text, with names and texts that would do harm."""

import ast
import csv
import json
import shlex

from tests.browser.core.conftest import Call

RUN = {
    "objective": {"kind": "expression", "expression": "x'; rm -rf ~; '"},
    "steps": 2,
    "optimizers": [{"rule": "adam"}],
}
PATHS = """async (m, names) => {
  const base = document.querySelector("script[type=module]").src.replace(/pages.*/, "core/");
  const { Path } = await import(base + "paths.js");
  return names.map((_, index) => {
    const path = new Path();
    path.accept({ type: "frame", optimizer: index, step: 0, x: [1, 2, null], y: [0, 0.5, 1], loss: [3, 1e-12, null] });
    return path;
  });
}"""


def test_names_are_quoted_and_no_formulas(call: Call) -> None:
    names = ['=cmd|"/c calc"!A1', "Momentum, numeric", "plain"]
    text = call("exports", f"async (m, names) => m.toCsv(names, await ({PATHS})(m, names))", names)
    rows = list(csv.reader(text.splitlines()))
    assert [row[0] for row in rows[1::3]] == ["'" + names[0], names[1], names[2]]
    assert rows[2] == ["'" + names[0], "1", "2", "0.5", "1e-12", "", "", ""]
    assert rows[3][2:5] == ["", "1", ""]


def test_names_in_other_letters_are_marked_as_utf8_for_spreadsheets(call: Call) -> None:
    texts = [
        call("exports", f"async (m, names) => m.toCsv(names, await ({PATHS})(m, names))", [n]) for n in ("a", "빛")
    ]
    assert [text.startswith("\ufeff") for text in texts] == [False, True]


def test_optimizers_of_one_name_are_told_apart(call: Call) -> None:
    assert call("exports", "(m, names) => m.toldApart(names)", ["a", "b", "a"]) == ["a (1)", "b", "a (2)"]


def test_what_is_not_finite_is_null_in_json(call: Call) -> None:
    text = call("exports", f"async (m, run) => m.toJson(run, ['a'], await ({PATHS})(m, ['a']))", {"steps": 2})
    (optimizer,) = json.loads(text)["optimizers"]
    assert optimizer == {"name": "a", "end": None, "x": [1, 2, None], "y": [0, 0.5, 1], "loss": [3, 1e-12, None]}


def test_a_quote_stays_within_the_command(call: Call) -> None:
    command: str = call("exports", "(m, run) => m.curlCommand(run, 'http://localhost')", RUN)
    *_, flag, body = shlex.split(command)
    assert (flag, json.loads(body)) == ("-d", RUN)


def test_the_program_holds_the_run(call: Call) -> None:
    name = 'Adam"\n\\import os'
    script = "(m, [run, name]) => m.pythonProgram(m.labelled(run, [name], { label_length: 80 }), 'http://localhost')"
    program: str = call("exports", script, [RUN, name])
    (assignment,) = (node for node in ast.parse(program).body if isinstance(node, ast.Assign))
    assert ast.literal_eval(assignment.value) == {**RUN, "optimizers": [{"rule": "adam", "label": name}]}


def test_labels_are_as_long_as_the_server_takes_them(call: Call) -> None:
    script = "(m, run) => m.labelled(run, ['👍 Momentum'], { label_length: 3 }).optimizers[0].label"
    assert call("exports", script, RUN) == "👍 M"
