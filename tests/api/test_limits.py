"""The limits are those of the settings."""

import httpx
import pytest

from app.settings import Settings

SETTINGS = Settings()


def test_limits_are_those_in_force(client: httpx.Client) -> None:
    limits = client.get("/api/limits").json()
    assert limits["steps"] == {"low": 1, "high": SETTINGS.max_steps}
    assert limits["optimizers"] == {"low": 1, "high": SETTINGS.max_optimizers}
    assert limits["axis_count"] == {"low": SETTINGS.min_axis_count, "high": SETTINGS.max_axis_count}
    assert limits["coordinate"] == {"low": -SETTINGS.max_coordinate, "high": SETTINGS.max_coordinate}
    assert limits["clouds"] == SETTINGS.max_clouds
    assert limits["cloud_size"] == {"low": 1, "high": SETTINGS.max_cloud_size}
    assert limits["body_bytes"] == SETTINGS.max_body_bytes


@pytest.mark.parametrize(
    ("name", "option", "rest"),
    [
        ("h", "gradient", {"kind": "numeric"}),
        ("sigma", "gradient", {"kind": "noisy"}),
        ("every", "schedule", {"kind": "step"}),
        ("factor", "schedule", {"kind": "step"}),
    ],
)
def test_an_optimizer_takes_what_lies_within_a_limit_and_nothing_beyond(
    client: httpx.Client, name: str, option: str, rest: dict[str, str]
) -> None:
    limit = client.get("/api/limits").json()[name]

    def status(value: float) -> int:
        optimizer = {"rule": "gradient_descent", "learning_rate": 1e-3, option: {**rest, name: value}}
        run = {"objective": {"kind": "surface", "id": "bowl"}, "steps": 1, "optimizers": [optimizer]}
        return client.post("/api/runs", json=run).status_code

    assert [status(limit["low"]), status(limit["high"])] == [200, 200]
    assert [status(limit["low"] - 1), status(limit["high"] + 1)] == [422, 422]


def test_every_limit_is_described_in_the_schema(client: httpx.Client) -> None:
    described = client.get("/api/openapi.json").json()["components"]["schemas"]["Limits"]["properties"]
    assert described.keys() == client.get("/api/limits").json().keys()
    assert all(entry["description"] for entry in described.values())
