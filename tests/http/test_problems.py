"""The answer to any bad request is a problem document that repeats nothing of the request."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.settings import Settings
from tests.http.wire import HOST, connect, read_answer

limits = Settings()

JSON = {"content-type": "application/json"}
RUN = {
    "objective": {"kind": "surface", "id": "beale"},
    "steps": 1,
    "optimizers": [{"rule": "momentum", "learning_rate": 0.01}],
}
SECRET = "s3cr3t"


def assert_problem(answer: httpx.Response, status: int) -> dict[str, object]:
    """Check that an answer is a problem document, and return it."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = answer.json()
    assert {"type", "title", "status", "detail"} <= document.keys()
    assert document["status"] == status
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    return document


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", f"/api/{SECRET}", 404), ("GET", "/api/", 404), ("POST", "/api/health", 405), ("GET", "/api/runs", 405)],
)
def test_unknown_addresses_and_methods(client: httpx.Client, method: str, path: str, status: int) -> None:
    assert_problem(client.request(method, path), status)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_body_that_is_not_called_json(client: httpx.Client, content_type: str) -> None:
    answer = client.post("/api/runs", content=json.dumps(RUN), headers={"content-type": content_type})
    assert "application/json" in str(assert_problem(answer, 415)["detail"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"null", 422),
        (b"\x80", 400),
        (b"[" * 60_000, 400),
        (b"9" * 60_000, 400),
        (b'{"objective": {"kind": "surface", "id": "\\ud800"}}', 422),
        (b'{"\\ud800": 1}', 422),
    ],
)
def test_bodies_that_are_not_a_run(client: httpx.Client, body: bytes, status: int) -> None:
    assert_problem(client.post("/api/runs", content=body, headers=JSON), status)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "true", '"5"', "null", "[]"])
@pytest.mark.parametrize(
    ("field", "template"),
    [
        ("steps", '{"objective":{"kind":"surface","id":"beale"},"steps":%s,"optimizers":[{"rule":"adam"}]}'),
        ("start[1]", '{"objective":{"kind":"surface","id":"beale"},"start":[0,%s],"optimizers":[{"rule":"adam"}]}'),
        (
            "optimizers[0].learning_rate",
            '{"objective":{"kind":"surface","id":"beale"},"optimizers":[{"rule":"adam","learning_rate":%s}]}',
        ),
        (
            "objective.condition",
            '{"objective":{"kind":"surface","id":"ill_conditioned_bowl","condition":%s},"optimizers":[{"rule":"adam"}]}',
        ),
    ],
)
def test_the_field_that_is_no_number_is_named(client: httpx.Client, field: str, template: str, number: str) -> None:
    answer = client.post("/api/runs", content=template % number, headers=JSON)
    errors = assert_problem(answer, 422)["errors"]
    assert isinstance(errors, list)
    assert [error["location"] for error in errors] == [field]


def chunks(size: int) -> Iterator[bytes]:
    for _ in range(size // 1000):
        yield b" " * 1000


@pytest.mark.parametrize("path", ["/api/runs", "/api/health", "/api/nothing"])
def test_a_body_of_a_megabyte_is_refused_before_it_comes(live_server: str, path: str) -> None:
    """Its headers say how large it is; of itself nothing is sent."""
    headers = b"Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
    with connect(live_server) as connection:
        connection.sendall(b"POST " + path.encode() + b" HTTP/1.1\r\n" + HOST + headers)
        answer = read_answer(connection)
    assert answer.status == 413
    assert str(limits.max_body_bytes) in str(answer.problem()["detail"])


@pytest.mark.parametrize("path", ["/api/runs", "/api/health", "/api/nothing"])
def test_a_body_of_a_megabyte_is_refused(client: httpx.Client, path: str) -> None:
    answer = client.post(path, content=b" " * 1_000_000, headers=JSON)
    assert str(limits.max_body_bytes) in str(assert_problem(answer, 413)["detail"])


def test_a_body_that_does_not_tell_its_size_is_refused_once_it_exceeds_the_limit(client: httpx.Client) -> None:
    assert_problem(client.post("/api/runs", content=chunks(1_000_000), headers=JSON), 413)


def test_a_body_at_the_limit_is_read(client: httpx.Client) -> None:
    body = json.dumps(RUN).encode()
    padded = body + b" " * (limits.max_body_bytes - len(body))
    assert client.post("/api/runs", content=padded, headers=JSON).status_code == 200


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([SECRET, "surface", "momentum", "beale", "numeric", "\0", "é"])
)
names = st.sampled_from(
    ["objective", "kind", "id", "steps", "seed", "start", "optimizers", "rule", "gradient", "schedule", "x", "y"]
) | st.just(f"<{SECRET}>")
documents = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=5), max_leaves=12
)


@pytest.mark.parametrize("path", ["/api/runs", "/api/landscapes", "/api/evaluate"])
@given(document=documents)
@settings(max_examples=80, deadline=None)
def test_no_document_breaks_the_server(client: httpx.Client, path: str, document: object) -> None:
    answer = client.post(path, content=json.dumps(document), headers=JSON)
    if answer.status_code != 200:
        assert_problem(answer, 422)


@given(changes=st.dictionaries(names, documents, min_size=1, max_size=3))
@settings(max_examples=120, deadline=None)
def test_no_change_to_a_run_breaks_the_server(client: httpx.Client, changes: dict[str, object]) -> None:
    optimizer = {**RUN["optimizers"][0], **changes}  # type: ignore[index]
    for run in ({**RUN, **changes, "steps": 1}, {**RUN, "optimizers": [optimizer]}):
        answer = client.post("/api/runs", content=json.dumps(run), headers=JSON)
        if answer.status_code != 200:
            assert_problem(answer, 422)


def test_the_schema_tells_of_problems(client: httpx.Client) -> None:
    schema = client.get("/api/openapi.json").json()
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert "application/problem+json" in operation["responses"]["422"]["content"], path
    assert "HTTPValidationError" not in schema["components"]["schemas"]


def test_every_reference_in_the_schema_leads_somewhere(client: httpx.Client) -> None:
    text = client.get("/api/openapi.json").text
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', text))
    assert names <= json.loads(text)["components"]["schemas"].keys()
