"""The schema says what really comes: a valid document, every line of every stream, and clients made from it."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate
from pydantic import BaseModel

from tests.api.documented import SCHEMA
from tests.api.streams import MODELS, REQUESTS

OPERATIONS = [operation for operations in SCHEMA["paths"].values() for operation in operations.values()]
LINES = "application/x-ndjson"


def test_the_schema_is_valid() -> None:
    assert SCHEMA["openapi"].startswith("3.1")
    validate(SCHEMA)


def test_operations_are_named_after_their_functions() -> None:
    names = [operation["operationId"] for operation in OPERATIONS]
    assert {"run", "sweep", "compare", "learn_codebook", "upload_dataset", "landscape"} <= set(names)
    assert all(name.isidentifier() and "_api_" not in name for name in names)
    assert len(set(names)) == len(names)


def test_every_heading_has_a_sentence() -> None:
    described = {tag["name"] for tag in SCHEMA["tags"] if tag["description"].endswith(".")}
    assert described == {tag for operation in OPERATIONS for tag in operation["tags"]}


@pytest.mark.parametrize("path", MODELS)
def test_a_stream_is_the_named_union_of_its_lines(path: str) -> None:
    content = SCHEMA["paths"][path]["post"]["responses"]["200"]["content"][LINES]
    name = content["schema"]["$ref"].removeprefix("#/components/schemas/")
    union = SCHEMA["components"]["schemas"][name]
    assert {"#/components/schemas/DoneLine", "#/components/schemas/ErrorLine"} <= {
        line["$ref"] for line in union["oneOf"]
    }
    assert union["discriminator"]["propertyName"] == "type"


def test_version_3_2_gives_the_schema_of_each_line(client: httpx.Client) -> None:
    earlier, later = client.get("/api/openapi.json").json(), client.get("/api/openapi-3.2.json").json()
    assert later["openapi"] == "3.2.0"
    for path in MODELS:
        before = earlier["paths"][path]["post"]["responses"]["200"]["content"][LINES]
        after = later["paths"][path]["post"]["responses"]["200"]["content"][LINES]
        assert after["itemSchema"] == before["schema"]
    assert later["components"] == earlier["components"]


def lines_of(client: httpx.Client, name: str) -> list[dict[str, Any]]:
    path, body = REQUESTS[name]
    with client.stream("POST", path, json=body, headers={"accept": LINES}, timeout=300) as answer:
        assert answer.status_code == 200, answer.read()
        return [json.loads(line) for line in answer.iter_lines()]


def undocumented(line: Any, model: BaseModel) -> set[str]:
    """The fields of a line that its model does not know."""
    return set(line) - set(type(model).model_fields)


@pytest.mark.parametrize("name", REQUESTS)
def test_every_line_is_as_documented(client: httpx.Client, name: str) -> None:
    model = MODELS[REQUESTS[name][0]]
    lines = lines_of(client, name)
    for line in lines:
        read: Any = model.model_validate(line)
        assert undocumented(line, read.root) == set()
    assert lines[-1] == {"type": "done"}


def test_a_problem_as_a_line_is_as_documented() -> None:
    line = {"type": "error", "title": "Internal Server Error", "status": 500, "detail": "It failed."}
    for model in MODELS.values():
        model.model_validate(line)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a package that a standard generator made of the schema."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(SCHEMA))
    options = ["--path", "openapi.json", "--output-path", "generated_client", "--meta", "none"]
    subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", *options], cwd=folder, check=True, text=True
    )
    subprocess.run([sys.executable, "-m", "compileall", "-q", "generated_client"], cwd=folder, check=True)
    sys.path.insert(0, str(folder))
    yield "generated_client"
    sys.path.remove(str(folder))


def test_a_generated_client_has_every_operation(generated: str) -> None:
    for operation in OPERATIONS:
        importlib.import_module(f"{generated}.api.{operation['tags'][0]}.{operation['operationId']}")


@pytest.mark.parametrize("name", REQUESTS)
def test_a_generated_client_streams_its_request_and_reads_every_line(
    client: httpx.Client, generated: str, name: str
) -> None:
    models = importlib.import_module(f"{generated}.models")
    path, body = REQUESTS[name]
    operation = SCHEMA["paths"][path]["post"]
    module = importlib.import_module(f"{generated}.api.{operation['tags'][0]}.{operation['operationId']}")
    kinds = {
        "/api/runs": "TrainingRequest" if body.get("objective", {}).get("kind") == "classifier" else "RunRequest",
        "/api/sweeps": "SweepRequest",
        "/api/comparisons": "ComparisonRequest",
        "/api/codebooks": "CodebookRequest",
        "/api/landscapes": "ClassifierLandscapeRequest",
    }
    request = module._get_kwargs(body=getattr(models, kinds[path]).from_dict(body))
    members = SCHEMA["components"]["schemas"][MODELS[path].__name__]["discriminator"]["mapping"]
    headers = {**request.pop("headers", {}), "accept": LINES}
    with client.stream(request.pop("method"), request.pop("url"), headers=headers, timeout=300, **request) as answer:
        assert answer.status_code == 200, answer.read()
        for text in answer.iter_lines():
            line = json.loads(text)
            member = members[line["type"]].removeprefix("#/components/schemas/")
            read = getattr(models, member).from_dict(line)
            assert read.additional_properties == {}
