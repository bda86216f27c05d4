"""Pages of any origin may use the API; data sets, and whatever needs a key, are for this origin's own pages."""

import httpx
import pytest

from tests.servers import serving_here

ELSEWHERE = {"origin": "https://elsewhere.example"}
RUN = {
    "objective": {"kind": "surface", "id": "bowl"},
    "steps": 5,
    "optimizers": [{"rule": "momentum"}],
}


def allows(answer: httpx.Response) -> bool:
    """Whether pages of other origins may read an answer, and their browsers show it."""
    allowed: bool = answer.headers.get("access-control-allow-origin") == "*"
    assert answer.headers["cross-origin-resource-policy"] == ("cross-origin" if allowed else "same-origin")
    assert "access-control-allow-credentials" not in answer.headers
    return allowed


@pytest.mark.parametrize("headers", [{}, ELSEWHERE])
@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/api/health", True),
        ("/api/surfaces", True),
        ("/api/openapi.json", True),
        ("/api/codebooks", True),
        ("/api/photographs/astronaut/thumbnail", True),
        ("/api/nothing", True),
        ("/api/runs", True),
        ("/api/datasets", False),
        ("/api/datasets/digits", False),
        ("/api/datasets/digits/samples.png", False),
        ("/api/%64atasets", False),
        ("/api/docs", False),
        ("/landscapes", False),
        ("/preview.png", False),
        ("/nothing", False),
    ],
)
def test_what_other_origins_may_read(client: httpx.Client, path: str, shared: bool, headers: dict[str, str]) -> None:
    assert allows(client.get(path, headers=headers)) is shared


def test_a_run_may_be_followed_from_elsewhere(client: httpx.Client) -> None:
    answer = client.post("/api/runs", json=RUN, headers=ELSEWHERE)
    assert answer.status_code == 200
    assert allows(answer)
    exposed = answer.headers["access-control-expose-headers"].split(", ")
    assert {"retry-after", "content-disposition", "location"} <= set(exposed)


def test_nothing_that_carries_a_key_is_shared(client: httpx.Client) -> None:
    assert not allows(client.get("/api/health", headers={**ELSEWHERE, "x-slopelab-key": "mine"}))


def preflight(client: httpx.Client, path: str, method: str, headers: str) -> httpx.Response:
    asked = {"access-control-request-method": method, "access-control-request-headers": headers}
    return client.options(path, headers={**ELSEWHERE, **asked})


def test_a_browser_is_told_what_pages_of_other_origins_may_send(client: httpx.Client) -> None:
    answer = preflight(client, "/api/runs", "POST", "content-type")
    assert answer.status_code == 204
    assert allows(answer)
    assert "POST" in answer.headers["access-control-allow-methods"].split(", ")
    assert "content-type" in answer.headers["access-control-allow-headers"].split(", ")
    assert "x-slopelab-key" not in answer.headers["access-control-allow-headers"]
    assert int(answer.headers["access-control-max-age"]) > 0


@pytest.mark.parametrize(("path", "method"), [("/api/datasets", "POST"), ("/api/datasets/digits", "DELETE")])
def test_a_browser_is_not_let_to_data_sets(client: httpx.Client, path: str, method: str) -> None:
    answer = preflight(client, path, method, "x-slopelab-key")
    assert answer.status_code == 204
    assert not allows(answer)
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_sharing_can_be_turned_off() -> None:
    with (
        serving_here(cors=False) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        assert not allows(client.get("/api/health", headers=ELSEWHERE))
        assert not allows(preflight(client, "/api/runs", "POST", "content-type"))
