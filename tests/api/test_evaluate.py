"""Losses and gradients at points, over HTTP."""

from typing import Any

import httpx
import pytest

ROSENBROCK = {"kind": "surface", "id": "rosenbrock"}


def evaluate(client: httpx.Client, objective: dict[str, Any], points: Any) -> httpx.Response:
    return client.post("/api/evaluate", json={"objective": objective, "points": points})


def test_rosenbrock_at_its_minimum_and_where_its_slope_is_minus_155(client: httpx.Client) -> None:
    answer = evaluate(client, ROSENBROCK, [[1, 1], [-1.5, 2]]).raise_for_status().json()
    assert answer == {"loss": [0.0, 12.5], "gradient": [[0.0, 0.0], [-155.0, -50.0]], "finite": [True, True]}


def test_a_setting_of_a_surface_is_used(client: httpx.Client) -> None:
    bowl = {"kind": "surface", "id": "ill_conditioned_bowl", "condition": 7}
    assert evaluate(client, bowl, [[1, 2]]).json()["gradient"] == [[1.0, 14.0]]


def test_what_is_not_finite_is_null_and_said(client: httpx.Client) -> None:
    goldstein = {"kind": "surface", "id": "goldstein_price"}
    easom = {"kind": "surface", "id": "easom"}
    assert evaluate(client, goldstein, [[1e6, -1e6]]).json()["finite"] == [True]
    assert evaluate(client, easom, [[1e6, 1e6]]).json() == {"loss": [0.0], "gradient": [[0.0, 0.0]], "finite": [True]}


@pytest.mark.parametrize("points", [[], [[1]], [[1, 2, 3]], [[1, "2"]], [[1, True]], [[1e7, 0]], "x", [[None, 1]], {}])
def test_points_that_are_none_are_refused(client: httpx.Client, points: Any) -> None:
    response = evaluate(client, ROSENBROCK, points)
    assert response.status_code == 422
    assert response.json()["errors"][0]["location"].startswith("points")


def test_no_more_points_than_the_limit(client: httpx.Client) -> None:
    limit = client.get("/api/limits").json()["points"]["high"]
    assert evaluate(client, ROSENBROCK, [[1, 1]] * limit).status_code == 200
    assert evaluate(client, ROSENBROCK, [[1, 1]] * (limit + 1)).status_code == 422
