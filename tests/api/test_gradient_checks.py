"""Gradient checks, over HTTP (S4, S5)."""

from typing import Any

import httpx
import pytest

ROSENBROCK = {"kind": "surface", "id": "rosenbrock"}
KINK = {"kind": "surface", "id": "kink"}
RIGHT = ["-2*(1-x) - 400*x*(y-x**2)", "200*(y-x**2)"]
WRONG = ["-2*(1-x) - 200*x*(y-x**2)", "200*(y-x**2)"]


def check(client: httpx.Client, objective: dict[str, Any] = ROSENBROCK, **request: Any) -> httpx.Response:
    return client.post("/api/gradient-checks", json={"objective": objective, **request})


def answer(client: httpx.Client, objective: dict[str, Any] = ROSENBROCK, **request: Any) -> Any:
    return check(client, objective, **request).raise_for_status().json()


def test_rosenbrock_where_its_slope_is_minus_155(client: httpx.Client) -> None:
    found = answer(client, point=[-1.5, 2])
    assert (found["point"], found["h"], found["analytic"]) == ([-1.5, 2.0], 1e-5, [-155.0, -50.0])
    assert found["numeric"] == pytest.approx([-155, -50], rel=1e-9)
    assert found["relative_error"][0] == pytest.approx(3.9e-10, rel=0.02)
    assert found["max_relative_error"] == max(found["relative_error"])
    assert (found["verdict"], found["reason"], found["sentence"], found["exact"]) == ("pass", None, None, None)
    assert (found["faults"], found["kinks"]) == ([], [])


@pytest.mark.parametrize(
    ("h", "error", "verdict", "reason"),
    [(1e-2, 3.9e-4, "suspect", "wide"), (1e-12, 1e-4, "suspect", "narrow"), (1, 0.79, "fail", "wide")],
)
def test_a_bad_h_is_told(client: httpx.Client, h: float, error: float, verdict: str, reason: str) -> None:
    found = answer(client, point=[-1.5, 2], h=h)
    assert found["max_relative_error"] == pytest.approx(error, rel=0.3)
    assert (found["verdict"], found["reason"]) == (verdict, reason)
    assert found["sentence"].startswith("h is too")


def test_a_wrong_gradient_fails_and_is_told_where_and_why(client: httpx.Client) -> None:
    found = answer(client, point=[-1.5, 2], gradient=WRONG)
    assert (found["analytic"], found["exact"]) == ([-80.0, -50.0], [-155.0, -50.0])
    assert found["relative_error"] == pytest.approx([0.484, 0], abs=1e-3)
    assert (found["verdict"], found["reason"]) == ("fail", "gradient")
    assert found["faults"] == [
        {
            "dimension": 0,
            "kind": "term",
            "sentence": "The term 200*x*(y - x**2) should be 2 times as large.",
            "factor": 2.0,
            "offset": None,
            "term": "200*x*(y - x**2)",
            "expected": "400*x*(y - x**2)",
        }
    ]


def test_a_right_gradient_of_ones_own_passes(client: httpx.Client) -> None:
    found = answer(client, point=[-1.5, 2], gradient=RIGHT)
    assert (found["verdict"], found["faults"], found["exact"]) == ("pass", [], [-155.0, -50.0])


def test_a_gradient_may_read_the_settings_of_the_surface(client: httpx.Client) -> None:
    bowl = {"kind": "surface", "id": "ill_conditioned_bowl", "condition": 7}
    found = answer(client, bowl, point=[1, 2], gradient=["x", "condition*y"])
    assert (found["analytic"], found["verdict"]) == ([1.0, 14.0], "pass")


def test_the_v_curve(client: httpx.Client) -> None:
    sweep = answer(client, point=[-1.5, 2])["sweep"]
    errors = {round(entry["h"], 16): (entry["central"], entry["forward"]) for entry in sweep}
    assert (len(sweep), sweep[0]["h"], sweep[-1]["h"]) == (27, 0.1, 1e-14)
    assert errors[1e-2][0] == pytest.approx(3.9e-4, rel=0.02)
    assert errors[1e-5] == pytest.approx((3.9e-10, 6.1e-5), rel=0.02)
    assert errors[1e-14][0] > 1e-3


def test_what_each_way_costs(client: httpx.Client) -> None:
    found = answer(client, point=[-1.5, 2])
    assert found["evaluations"] == {"numeric": 4, "analytic": 1}
    assert 0 < found["seconds"]["analytic"] < found["seconds"]["numeric"] < 0.1


def test_a_kink_between_the_two_points_is_told(client: httpx.Client) -> None:
    found = answer(client, KINK, point=[5e-6, 1])
    assert [(kink["expression"], kink["dimension"]) for kink in found["kinks"]] == [("abs(x)", 0)]
    assert found["kinks"][0]["mathml"].startswith("<math")
    assert (found["verdict"], found["reason"]) == ("fail", "kink")
    assert answer(client, KINK, point=[1, 1])["kinks"] == []


def test_what_is_not_finite_is_null_and_said(client: httpx.Client) -> None:
    found = answer(client, point=[-1.5, 2], gradient=["log(x)", "200*(y-x**2)"])
    assert (found["analytic"], found["exact"]) == ([None, -50.0], [-155.0, -50.0])
    assert (found["relative_error"][0], found["max_relative_error"]) == (None, None)
    assert (found["verdict"], found["reason"]) == ("fail", "not_finite")
    assert {entry["central"] for entry in found["sweep"]} == {None}


def test_a_seed_draws_a_point_of_the_domain_and_always_the_same(client: httpx.Client) -> None:
    points = [answer(client, seed=seed)["point"] for seed in range(5)]
    assert len({tuple(point) for point in points}) == 5
    assert all(-2 <= x <= 2 and -1 <= y <= 3 for x, y in points)
    assert answer(client, seed=3)["point"] == points[3]
    assert answer(client)["point"] == answer(client, point=None, seed=None)["point"] == points[0]


def test_the_same_request_has_the_same_numbers(client: httpx.Client) -> None:
    first, second = (answer(client, seed=1, gradient=WRONG) for _ in range(2))
    assert {**first, "seconds": None} == {**second, "seconds": None}


@pytest.mark.parametrize(
    ("request_part", "location"),
    [
        ({"point": [1, 2], "seed": 0}, "seed"),
        ({"point": [1]}, "point[1]"),
        ({"point": [1, True]}, "point[1]"),
        ({"point": [1e7, 0]}, "point[0]"),
        ({"point": [None, 0]}, "point[0]"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**53}, "seed"),
        ({"seed": 0.5}, "seed"),
        ({"h": 0}, "h"),
        ({"h": 9e-13}, "h"),
        ({"h": 1.1}, "h"),
        ({"h": "1e-5"}, "h"),
        ({"gradient": ["x"]}, "gradient[1]"),
        ({"gradient": ["x", "y", "x"]}, "gradient"),
        ({"gradient": "2*x"}, "gradient"),
        ({"gradient": ["x", 5]}, "gradient[1]"),
        ({"gradient": ["x", "z"]}, "gradient[1]"),
        ({"gradient": ["condition*x", "y"]}, "gradient[0]"),
        ({"objective": {"kind": "surface", "id": "atlantis"}}, "objective"),
        ({"width": 1e-5}, "width"),
    ],
)
def test_bad_requests_name_the_field(client: httpx.Client, request_part: dict[str, Any], location: str) -> None:
    response = client.post("/api/gradient-checks", json={"objective": ROSENBROCK, **request_part})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["location"] for error in response.json()["errors"]] == [location]


@pytest.mark.parametrize(("number", "location"), [("NaN", "h"), ("-Infinity", "h"), ("1e999", "h"), ("NaN", "seed")])
def test_no_number_is_refused(client: httpx.Client, number: str, location: str) -> None:
    body = f'{{"objective": {{"kind": "surface", "id": "rosenbrock"}}, "{location}": {number}}}'
    response = client.post("/api/gradient-checks", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert [error["location"] for error in response.json()["errors"]] == [location]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("2*", 2),
        ("2*x)", 3),
        ("x.__class__", 1),
        ("__import__('os')", 0),
        ("9**9**9**9", 4),
        ("1/0", 1),
        ("(" * 250, 51),
        ("x" * 60_000, 500),
        ("x + " * 200, 500),
        ("2*é", 2),
    ],
)
def test_a_faulty_or_hostile_formula_is_refused_with_its_position(
    client: httpx.Client, text: str, position: int
) -> None:
    response = check(client, point=[1, 2], gradient=["x", text])
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert (error["location"], error["position"]) == ("gradient[1]", position)


def test_a_typed_loss_is_checked_like_a_surface(client: httpx.Client) -> None:
    loss = {"kind": "expression", "expression": "sin(2*x) + abs(y)"}
    found = answer(client, loss, point=[0.5, 5e-6], gradient=["cos(2*x)", "sign(y)"])
    assert [(fault["dimension"], fault["kind"], fault["factor"]) for fault in found["faults"]] == [(0, "factor", 2.0)]
    assert [(kink["expression"], kink["dimension"]) for kink in found["kinks"]] == [("abs(y)", 1)]


def test_a_faulty_typed_loss_names_its_field(client: httpx.Client) -> None:
    response = check(client, {"kind": "expression", "expression": "x + z"}, point=[1, 2])
    assert response.status_code == 422
    assert [(error["location"], error["position"]) for error in response.json()["errors"]] == [
        ("objective.expression", 4)
    ]


def test_a_loss_whose_derivative_is_too_long_to_read_is_checked_all_the_same(client: httpx.Client) -> None:
    """Written out, its derivative would have 2**40 terms, for which no time is enough."""
    nested = "max(x, " * 40 + "y" + ")" * 40
    found = answer(client, {"kind": "expression", "expression": nested}, point=[1, 2], gradient=["2 + x", "x*y"])
    assert found["verdict"] == "fail"


def test_long_formulas_are_checked(client: httpx.Client) -> None:
    found = answer(client, point=[1, 2], gradient=["+".join(["x"] * 250), "*".join(["y"] * 250)])
    assert [fault["kind"] for fault in found["faults"]] == ["different", "different"]
