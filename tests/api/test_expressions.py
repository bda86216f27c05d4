"""Typed losses as a client sees them: checked, differentiated, evaluated, drawn and descended."""

from typing import Any

import httpx
import numpy as np
import orjson
import pytest
import sympy

WAVES = "sin(3*x)*cos(2*y) + 0.1*(x**2+y**2)"
X, Y = sympy.symbols("x y", real=True)

HOSTILE = {
    "dunder": "x.__class__.__bases__",
    "import": "__import__('os').system('true')",
    "lambda": "(lambda: x)()",
    "comprehension": "[x for x in (1, 2)]",
    "power tower": "9**9**9",
    "long power tower": "9**" * 120 + "9",
    "parentheses": "(" * 10_000 + "x" + ")" * 10_000,
    "look-alike letters": "ѕіn(х)",
    "100,000 terms": "+".join(["x"] * 32_000),
    "factorial tower": "x!!!!!",
    "walrus": "(y := x)",
    "f-string": "f'{x}'",
    "attribute": "x.real",
    "subscript": "x[0]",
    "semicolon": "x; y",
    "null byte": "x\x00",
    "Arabic digits": "x + ١",
    "zero-width space": "x\u200b",
    "implicit multiplication": "2π",
    "call of a number": "2(x)",
    "unknown function": "exec(x)",
    "empty": "",
}


def derive(client: httpx.Client, expression: str) -> httpx.Response:
    return client.post("/api/expressions", json={"expression": expression})


def test_a_formula_is_set_and_derived(client: httpx.Client) -> None:
    answer = derive(client, "(1-x)**2 + 100*(y-x**2)**2").raise_for_status().json()

    assert answer["formula"]["mathml"].startswith("<math ")
    assert answer["formula"]["expression"] == "(1 - x)**2 + 100*(y - x**2)**2"
    printed = [*answer["gradient"], *answer["hessian"][0], *answer["hessian"][1]]
    loss = sympy.sympify("(1-x)**2 + 100*(y-x**2)**2", {"x": X, "y": Y})
    slopes = [loss.diff(X), loss.diff(Y)]
    expected = [*slopes, *(slope.diff(by) for slope in slopes for by in (X, Y))]
    for one, exact in zip(printed, expected, strict=True):
        assert sympy.simplify(sympy.sympify(one["expression"], {"x": X, "y": Y}) - exact) == 0


def test_what_it_prints_can_be_typed_again(client: httpx.Client) -> None:
    answer = derive(client, WAVES).raise_for_status().json()
    for one in (answer["formula"], *answer["gradient"]):
        assert derive(client, one["expression"]).raise_for_status().json()["formula"] == one


def test_a_constant_is_a_loss_without_slope(client: httpx.Client) -> None:
    answer = derive(client, "2*pi").raise_for_status().json()
    assert [slope["expression"] for slope in answer["gradient"]] == ["0", "0"]


def test_a_derivative_too_long_to_read_is_left_out(client: httpx.Client) -> None:
    answer = derive(client, "*".join(["x"] * 250)).raise_for_status().json()
    assert answer["formula"]["expression"].startswith("x*x*x")
    assert answer["hessian"][0][0] == {"mathml": None, "expression": None}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_of_the_language_is_refused_at_its_place(client: httpx.Client, name: str) -> None:
    text = HOSTILE[name]
    answer = derive(client, text)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    (error,) = problem["errors"]
    assert error["location"] == "expression"
    assert 0 <= error["position"] == problem["position"] <= len(text)
    assert error["message"]
    assert error["code"]


def test_a_formula_as_papers_print_it_is_read(client: httpx.Client) -> None:
    printed = derive(client, "(1\u00a0−\u2009x)² + 100·(y − x²)²").raise_for_status().json()
    assert printed == derive(client, "(1 - x)**2 + 100*(y - x**2)**2").json()


def test_a_character_that_cannot_be_seen_is_named(client: httpx.Client) -> None:
    (error,) = derive(client, "x\u200b + 1").json()["errors"]
    assert (error["position"], error["values"]) == (1, {"character": "U+200B"})
    assert "U+200B" in error["message"]


@pytest.mark.parametrize("body", [{}, {"expression": 5}, {"expression": None}, {"expression": "x", "more": 1}, []])
def test_a_request_of_another_shape_is_refused(client: httpx.Client, body: object) -> None:
    assert client.post("/api/expressions", json=body).status_code == 422


@pytest.mark.parametrize(
    ("path", "rest", "location"),
    [
        ("/api/evaluate", {"points": [[0, 0]]}, "objective.expression"),
        (
            "/api/landscapes",
            {"x": {"low": 0, "high": 1}, "y": {"low": 0, "high": 1}},
            "objective.expression",
        ),
        ("/api/runs", {"optimizers": [{"rule": "adam"}]}, "objective.expression"),
    ],
)
def test_a_faulty_formula_names_its_field_everywhere(
    client: httpx.Client, path: str, rest: dict[str, object], location: str
) -> None:
    answer = client.post(path, json={"objective": {"kind": "expression", "expression": "x + z"}, **rest})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == location
    assert answer.json()["position"] == 4


def test_values_and_gradients_are_those_of_numpy(client: httpx.Client) -> None:
    points = [[0.3, -1.2], [2.0, 0.5], [-4.5, 4.5]]
    answer = client.post(
        "/api/evaluate", json={"objective": {"kind": "expression", "expression": WAVES}, "points": points}
    )
    x, y = np.array(points).T
    found = answer.raise_for_status().json()
    assert found["loss"] == pytest.approx(np.sin(3 * x) * np.cos(2 * y) + 0.1 * (x**2 + y**2))
    slopes = np.array([3 * np.cos(3 * x) * np.cos(2 * y) + 0.2 * x, -2 * np.sin(3 * x) * np.sin(2 * y) + 0.2 * y]).T
    assert found["gradient"] == pytest.approx(slopes)


@pytest.mark.parametrize(
    ("expression", "holes"), [("log(x)", 50), ("log(-1 - x**2)", 101), ("3", 0), ("sqrt(x*y)", None)]
)
def test_holes_are_null_in_a_landscape(client: httpx.Client, expression: str, holes: int | None) -> None:
    answer = client.post(
        "/api/landscapes",
        json={
            "objective": {"kind": "expression", "expression": expression},
            "x": {"low": -5, "high": 5, "count": 101},
            "y": {"low": -5, "high": 5, "count": 101},
        },
    )
    first, *_ = answer.raise_for_status().json()["loss"]
    assert holes is None or sum(value is None for value in first) in (holes, holes + 1)


def stream(client: httpx.Client, run: dict[str, object]) -> list[dict[str, Any]]:
    answer = client.post("/api/runs", json=run).raise_for_status()
    return [orjson.loads(line) for line in answer.iter_lines()]


def frames(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for line in lines if line["type"] in ("frame", "end")]


def test_a_typed_surface_takes_the_path_of_the_same_surface_in_the_catalogue(client: httpx.Client) -> None:
    text = "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2"
    run = {
        "start": [0.75, 1.5],
        "steps": 300,
        "optimizers": [{"rule": "adam", "learning_rate": 0.3}, {"rule": "momentum", "learning_rate": 0.01}],
    }
    typed = stream(client, {"objective": {"kind": "expression", "expression": text}, **run})
    listed = stream(client, {"objective": {"kind": "surface", "id": "beale"}, **run})
    assert frames(typed) == frames(listed)


def test_a_typed_loss_starts_off_its_centre_and_searches_its_domain(client: httpx.Client) -> None:
    domain = {"x": {"low": 0, "high": 4}, "y": {"low": -2, "high": 0}}
    lines = stream(
        client,
        {
            "objective": {"kind": "expression", "expression": "x*y", "domain": domain},
            "steps": 200,
            "optimizers": [{"rule": "random_search"}],
        },
    )
    assert lines[0]["run"]["start"] == [3.0, -0.5]
    tried = [value for line in lines if line["type"] == "frame" for value in line["tried_x"]]
    assert 0 <= min(tried) < 0.2
    assert 3.8 < max(tried) <= 4


def test_a_path_that_walks_into_a_hole_has_diverged_there(client: httpx.Client) -> None:
    lines = stream(
        client,
        {
            "objective": {"kind": "expression", "expression": "log(x)*10 + y**2"},
            "start": [2, 1],
            "steps": 300,
            "optimizers": [{"rule": "gradient_descent", "learning_rate": 0.1}],
        },
    )
    end = next(line for line in lines if line["type"] == "end")
    assert end["reason"] == "diverged"
    assert 0 < end["steps"] < 300
    assert end["loss"] is None


@pytest.mark.parametrize(
    ("domain", "location"),
    [
        ({"x": {"low": 1, "high": 0}, "y": {"low": 0, "high": 1}}, "objective.domain.x"),
        ({"x": {"low": 0, "high": 1}}, "objective.domain.y"),
        ({"x": {"low": 0, "high": 1e9}, "y": {"low": 0, "high": 1}}, "objective.domain.x.high"),
    ],
)
def test_a_domain_that_is_none_is_refused(client: httpx.Client, domain: object, location: str) -> None:
    answer = client.post(
        "/api/evaluate",
        json={"objective": {"kind": "expression", "expression": "x", "domain": domain}, "points": [[0, 0]]},
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == location
