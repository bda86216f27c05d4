"""The limits are those of the settings."""

import httpx

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


def test_every_limit_is_described_in_the_schema(client: httpx.Client) -> None:
    described = client.get("/api/openapi.json").json()["components"]["schemas"]["Limits"]["properties"]
    assert described.keys() == client.get("/api/limits").json().keys()
    assert all(entry["description"] for entry in described.values())
