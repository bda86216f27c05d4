"""Programs that write whole numbers as ``100.0`` or ``1e+05`` are understood by every resource."""

import io
import json
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from tests.api.test_examples import EXAMPLES

JSON = {"content-type": "application/json"}
RUN = '{"objective":{"kind":"surface","id":"bowl"},"steps":%s,"optimizers":[{"rule":"momentum"}]}'


def with_points(document: Any) -> Any:
    """A JSON document with a point in every number."""
    match document:
        case bool():
            return document
        case int():
            return float(document)
        case dict():
            return {key: with_points(value) for key, value in document.items()}
        case list():
            return [with_points(value) for value in document]
    return document


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_an_example_with_a_point_in_every_number(client: httpx.Client, path: str, example: object) -> None:
    assert client.post(path, json=with_points(example)).status_code == 200


@pytest.mark.parametrize("steps", ["100.0", "1e2", "1e+02", "1.0E2"])
def test_steps_in_any_notation_give_the_same_run(client: httpx.Client, steps: str) -> None:
    plain, other = (client.post("/api/runs", content=RUN % text, headers=JSON).text for text in ("100", steps))
    assert plain == other


@pytest.mark.parametrize("steps", ["true", '"5"', "1.5", "1e400", "NaN", "9007199254740993.0"])
def test_what_is_no_whole_number_is_refused_with_its_field(client: httpx.Client, steps: str) -> None:
    answer = client.post("/api/runs", content=RUN % steps, headers=JSON)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == "steps"


def test_in_an_address(client: httpx.Client) -> None:
    def entries(from_step: str) -> str:
        return client.post("/api/runs", params={"from_step": from_step}, content=RUN % 100, headers=JSON).text

    assert entries("5e1") == entries("50.0") == entries("50") != entries("0")
    address = "/api/runs?from_step=5e+1"
    assert client.post(address, content=RUN % 100, headers=JSON).text == entries("50")
    for text in ("1.5", "true", "1e400", ""):
        answer = client.post("/api/runs", params={"from_step": text}, content=RUN % 100, headers=JSON)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["location"] == "from_step"


def test_in_a_form(client: httpx.Client) -> None:
    png = io.BytesIO()
    Image.fromarray(np.zeros((32, 32, 3), np.uint8)).save(png, "PNG")

    def hog(**fields: str) -> httpx.Response:
        return client.post("/api/features", files={"image": png.getvalue()}, data={"include": "hog,color", **fields})

    plain = hog(cell="16", bins="8").json()
    assert plain["hog"]["cell"] == 16
    assert hog(cell="16.0", bins="8e0").json() == plain
    for text in ("true", "15.5", "1e400"):
        assert hog(cell=text).json()["errors"][0]["location"] == "cell"


def test_the_schema_asks_for_integers(client: httpx.Client) -> None:
    schemas = json.loads(client.get("/api/openapi.json").text)["components"]["schemas"]
    assert schemas["RunRequest"]["properties"]["steps"]["type"] == "integer"
