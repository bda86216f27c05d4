"""The recorded catalogue for the JavaScript tests; ``python -m tests.static.catalogue`` records it again."""

import json
from pathlib import Path
from typing import Any

import httpx

RECORDED = Path(__file__).with_name("catalogue.json")
RESOURCES = ("surfaces", "optimizers", "limits")
MATHML = "<math"


def answered(client: httpx.Client) -> dict[str, Any]:
    """Request each resource of the server, without formulas and time limits, which the tests do not read."""
    answers = {name: _without_formulas(client.get(f"/api/{name}").json()) for name in RESOURCES}
    answers["limits"] = {name: limit for name, limit in answers["limits"].items() if not name.endswith("seconds")}
    return answers


def _without_formulas(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_formulas(item) for key, item in value.items() if MATHML not in json.dumps(item)[:9]}
    return [_without_formulas(item) for item in value] if isinstance(value, list) else value


def recorded() -> dict[str, Any]:
    """The recorded answers of the server."""
    catalogue: dict[str, Any] = json.loads(RECORDED.read_text())
    return catalogue


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    from app.main import create_app

    with TestClient(create_app()) as client:
        RECORDED.write_text(json.dumps(answered(client), indent=2, ensure_ascii=False) + "\n")
