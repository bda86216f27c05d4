"""Every example of the documentation works when it is tried."""

import httpx
import pytest

from app.main import create_app

PATHS = create_app().openapi()["paths"]
EXAMPLES = [
    pytest.param(path, example["value"], id=f"{path} {name}")
    for path, operations in PATHS.items()
    for operation in operations.values()
    for content in operation.get("requestBody", {}).get("content", {}).values()
    for name, example in content.get("examples", {}).items()
]


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_the_example_is_answered(client: httpx.Client, path: str, example: object) -> None:
    assert client.post(path, json=example).status_code == 200


def test_every_request_with_a_json_body_has_an_example() -> None:
    bodies = {
        path
        for path, operations in PATHS.items()
        if "application/json" in operations.get("post", {}).get("requestBody", {}).get("content", {})
    }
    assert bodies == {parameter.values[0] for parameter in EXAMPLES}
