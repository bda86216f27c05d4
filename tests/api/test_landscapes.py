"""Losses on a grid, over HTTP."""

from typing import Any

import httpx
import numpy as np
import pytest

BEALE = {"kind": "surface", "id": "beale"}
X, Y = {"low": -2, "high": 4.5, "count": 14}, {"low": -2.5, "high": 2.5, "count": 11}


def landscape(client: httpx.Client, **changes: Any) -> httpx.Response:
    return client.post("/api/landscapes", json={"objective": BEALE, "x": X, "y": Y, **changes})


def test_rows_follow_y_and_columns_follow_x(client: httpx.Client) -> None:
    answer = landscape(client).raise_for_status().json()
    x, y = np.array(answer["x"]), np.array(answer["y"])
    assert (x[0], x[-1], len(x), y[0], y[-1], len(y)) == (-2.0, 4.5, 14, -2.5, 2.5, 11)
    expected = sum(
        (c - x[np.newaxis] + x[np.newaxis] * y[:, np.newaxis] ** k) ** 2 for k, c in ((1, 1.5), (2, 2.25), (3, 2.625))
    )
    assert np.array(answer["loss"]) == pytest.approx(expected)


def test_an_axis_has_101_samples_unless_told_otherwise(client: httpx.Client) -> None:
    answer = landscape(client, x={"low": 0, "high": 1}).json()
    assert len(answer["x"]) == 101


def test_the_largest_grid_is_answered(client: httpx.Client) -> None:
    most = client.get("/api/limits").json()["axis_count"]["high"]
    axis = {"low": -1e6, "high": 1e6, "count": most}
    answer = landscape(client, objective={"kind": "surface", "id": "goldstein_price"}, x=axis, y=axis)
    assert np.array(answer.raise_for_status().json()["loss"]).shape == (most, most)


@pytest.mark.parametrize(
    ("change", "location"),
    [
        ({"x": {"low": 1, "high": 1, "count": 10}}, "x"),
        ({"x": {"low": 2, "high": 1, "count": 10}}, "x"),
        ({"x": {"low": -1, "high": 1, "count": 1}}, "x.count"),
        ({"x": {"low": -1, "high": 1, "count": 513}}, "x.count"),
        ({"y": {"low": -1, "high": 1, "count": 10.5}}, "y.count"),
        ({"y": {"low": -1e7, "high": 1, "count": 10}}, "y.low"),
        ({"y": {"low": -1}}, "y.high"),
        ({"y": None}, "y"),
        ({"z": X}, "z"),
        ({"objective": {"kind": "surface", "id": "atlantis"}}, "objective"),
    ],
)
def test_a_bad_axis_is_named_with_what_is_allowed(client: httpx.Client, change: dict[str, Any], location: str) -> None:
    response = landscape(client, **change)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["location"] for error in response.json()["errors"]] == [location]
