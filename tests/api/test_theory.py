"""Theory, over HTTP."""

from typing import Any

import httpx
import pytest

BOWL: dict[str, object] = {"kind": "expression", "expression": "x**2/2 + 50*y**2"}


def theory(client: httpx.Client, objective: dict[str, object], *optimizers: dict[str, object]) -> Any:
    body = {"objective": objective, "optimizers": optimizers}
    return client.post("/api/theory", json=body).raise_for_status().json()


def test_the_bowl_that_zigzags(client: httpx.Client) -> None:
    found = theory(client, BOWL)["quadratic"]
    assert found["curvatures"] == [1, 100]
    assert found["gradient_descent"] == pytest.approx({"divergence": 0.02, "learning_rate": 2 / 101, "rate": 99 / 101})
    assert found["heavy_ball"] == pytest.approx({"learning_rate": 4 / 121, "momentum": 81 / 121, "rate": 9 / 11})


def test_each_optimizer_has_its_rate_in_order(client: httpx.Client) -> None:
    rates = theory(
        client,
        BOWL,
        {"rule": "gradient_descent", "learning_rate": 0.03},
        {"rule": "adam"},
        {"rule": "momentum", "learning_rate": 4 / 121, "momentum": 81 / 121},
        {"rule": "custom", "source": "w = w - 2*lr*g", "learning_rate": 0.005},
        {"rule": "gradient_descent", "learning_rate": 0.01, "gradient": {"kind": "noisy", "sigma": 0.1}},
        {"rule": "gradient_descent", "learning_rate": 0.01, "schedule": {"kind": "cosine"}},
        {"rule": "local_search"},
    )["rates"]
    assert rates == [pytest.approx(2), None, pytest.approx(9 / 11), pytest.approx(0.99), None, None, None]


def test_settings_of_a_surface_count(client: httpx.Client) -> None:
    found = theory(client, {"kind": "surface", "id": "ill_conditioned_bowl", "condition": 400})["quadratic"]
    assert found["curvatures"] == [1, 400]
    assert found["gradient_descent"]["divergence"] == 0.005


def test_what_is_no_quadratic_has_no_theory(client: httpx.Client) -> None:
    found = theory(client, {"kind": "surface", "id": "beale"}, {"rule": "gradient_descent"}, {"rule": "momentum"})
    assert found == {"quadratic": None, "rates": [None, None]}


def test_a_saddle_has_curvatures_and_no_best_rates(client: httpx.Client) -> None:
    found = theory(client, {"kind": "expression", "expression": "x**2 - y**2"}, {"rule": "gradient_descent"})
    assert found["quadratic"]["curvatures"] == [-2, 2]
    assert set(found["quadratic"]["gradient_descent"].values()) == {None}
    assert set(found["quadratic"]["heavy_ball"].values()) == {None}
    assert found["rates"] == [pytest.approx(1.002)]


def test_a_number_beyond_all_bounds_is_null(client: httpx.Client) -> None:
    found = theory(client, {"kind": "expression", "expression": "1e-320*(x**2 + y**2)"})["quadratic"]
    assert found["gradient_descent"]["divergence"] is None
    assert found["heavy_ball"]["rate"] == 0


@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({"objective": {"kind": "expression", "expression": "x**2 +"}}, "objective.expression"),
        (
            {"objective": BOWL, "optimizers": [{"rule": "adam"}, {"rule": "custom", "source": "w = q"}]},
            "optimizers[1].source",
        ),
        ({"objective": BOWL, "optimizers": [{"rule": "sgd"}]}, "optimizers[0]"),
        ({"objective": BOWL, "optimizers": [{"rule": "adam"}] * 65}, "optimizers"),
        ({"optimizers": []}, "objective"),
        ({"objective": BOWL, "start": [1, 1]}, "start"),
    ],
)
def test_what_cannot_be_is_named(client: httpx.Client, body: dict[str, object], location: str) -> None:
    answer = client.post("/api/theory", json=body)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == location
