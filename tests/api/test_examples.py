"""Every example of the documentation works when it is tried, and is answered as documented."""

import httpx
import pytest

from tests.api.documented import SCHEMA, faults_of

PATHS = SCHEMA["paths"]
IDS = {"/api/datasets/{id}": "digits"}
"""Something that there is, by the path that takes its id."""
READABLE = [
    path
    for path, operations in PATHS.items()
    if "application/json" in operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
]
EXAMPLES = [
    pytest.param(path, example["value"], id=f"{path} {name}")
    for path, operations in PATHS.items()
    for operation in operations.values()
    for content in operation.get("requestBody", {}).get("content", {}).values()
    for name, example in content.get("examples", {}).items()
]


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_the_example_is_answered(client: httpx.Client, path: str, example: object) -> None:
    answer = client.post(path, json=example)
    assert answer.status_code == 200
    assert faults_of(answer, path) == []


@pytest.mark.parametrize("path", sorted({*READABLE} - {"/api/codebooks/{id}"}))
def test_what_can_be_read_is_as_documented(client: httpx.Client, path: str) -> None:
    answer = client.get(path.replace("{id}", IDS.get(path, "")))
    assert answer.status_code == 200
    assert faults_of(answer, path) == []


@pytest.mark.parametrize("fields", [{}, {"full": "true", "normalized": "true"}])
def test_features_are_as_documented(client: httpx.Client, fields: dict[str, str]) -> None:
    photograph = client.get("/api/photographs/coffee").content
    every = {"include": "pixels,color,hog,sift", "cell": "32"}
    answer = client.post("/api/features", files={"image": photograph}, data=every | fields)
    assert answer.status_code == 200
    assert faults_of(answer, "/api/features") == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [({"spare": 1}, "'spare' was unexpected"), ({"low": "one"}, "'one' is not of type 'integer'")],
)
def test_a_difference_from_the_documentation_is_noticed(changed: dict[str, object], fault: str) -> None:
    limits = {"steps": {"low": 1, "high": 2} | changed}
    answer = httpx.Response(200, json=limits, request=httpx.Request("GET", "http://localhost/api/limits"))
    assert any(fault in found for found in faults_of(answer, "/api/limits"))


def test_every_request_with_a_json_body_has_an_example() -> None:
    bodies = {
        path
        for path, operations in PATHS.items()
        if "application/json" in operations.get("post", {}).get("requestBody", {}).get("content", {})
    }
    assert bodies == {parameter.values[0] for parameter in EXAMPLES}
