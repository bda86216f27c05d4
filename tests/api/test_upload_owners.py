"""Owners of uploads: the id allows reading, the key listing and deleting, and no other site may change them."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.datasets.zips import folders, zipped
from tests.servers import Server, serving_here

Serve = Callable[..., AbstractContextManager[Server]]

PETS = zipped(folders({"cats": 6, "dogs": 6}))
PRIVATE = "private, no-store"


def upload(client: httpx.Client, key: str | None = None, **headers: str) -> httpx.Response:
    return client.post("/api/datasets", files={"archive": PETS}, headers=owner(key) | headers, timeout=300)


def owner(key: str | None) -> dict[str, str]:
    return {} if key is None else {"x-slopelab-key": key}


def listed(client: httpx.Client, key: str | None = None) -> list[str]:
    entries = client.get("/api/datasets", headers=owner(key)).raise_for_status().json()
    return [entry["id"] for entry in entries if entry["origin"] == "uploaded"]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """A function that starts servers on one data folder and returns a client of each."""

    def serve(**settings: object) -> AbstractContextManager[Server]:
        return serving_here(data=tmp_path, **settings)

    return serve


def test_two_visitors_with_one_archive_have_a_set_each(client: httpx.Client) -> None:
    one, other = upload(client).json(), upload(client).json()
    assert one["id"] != other["id"]
    assert listed(client, one["key"]) == [one["id"]]
    assert listed(client, other["key"]) == [other["id"]]
    assert not {one["id"], other["id"]} & set(listed(client))
    for key in (None, other["key"], "0" * 32, "wrong"):
        missing = client.delete(f"/api/datasets/{one['id']}", headers=owner(key))
        unknown = client.delete(f"/api/datasets/own-{'0' * 32}", headers=owner(key))
        assert (missing.status_code, missing.json()) == (unknown.status_code, unknown.json())
        assert missing.status_code == 404
    assert client.delete(f"/api/datasets/{one['id']}", headers=owner(one["key"])).status_code == 204
    assert listed(client, one["key"]) == []
    assert listed(client, other["key"]) == [other["id"]]


def test_who_has_the_id_sees_it_and_trains_on_it(client: httpx.Client) -> None:
    entry = upload(client).json()
    seen = client.get(f"/api/datasets/{entry['id']}").raise_for_status()
    assert seen.json()["classes"] == ["cats", "dogs"]
    assert seen.json()["deletable"] is False
    assert client.get(f"/api/datasets/{entry['id']}", headers=owner(entry["key"])).json()["deletable"] is True
    assert client.get(f"/api/datasets/{entry['id']}/samples.png").status_code == 200
    run = {
        "objective": {"kind": "classifier", "dataset": entry["id"], "model": "softmax"},
        "optimizers": [{"rule": "momentum"}],
        "epochs": 1,
    }
    assert '{"type":"done"}' in client.post("/api/runs", json=run).text


def test_a_key_may_be_sent_with_more_uploads(client: httpx.Client) -> None:
    mine = "0123456789abcdef" * 2
    first = upload(client, mine).json()
    second = upload(client, mine).json()
    assert first["key"] == second["key"] == mine
    assert listed(client, mine) == [second["id"], first["id"]]
    assert upload(client, mine.upper()).json()["key"] == mine
    assert client.delete(f"/api/datasets/{first['id']}", headers=owner(mine.upper())).status_code == 204


@pytest.mark.parametrize("key", ["", "wrong", "G" * 32, "0" * 31, "0" * 33, "' or 1=1 --"])
def test_a_malformed_key_is_refused(client: httpx.Client, key: str) -> None:
    for answer in (upload(client, key), client.get("/api/datasets", headers=owner(key))):
        assert answer.status_code == 422
        (error,) = answer.json()["errors"]
        assert error["location"].lower() == "x-slopelab-key"
        assert not key or key not in answer.text


def test_nothing_of_uploads_is_cached(client: httpx.Client) -> None:
    answer = upload(client)
    entry = answer.json()
    path = f"/api/datasets/{entry['id']}"
    assert answer.headers["cache-control"] == PRIVATE
    for address in ("/api/datasets", path, f"{path}/samples.png"):
        assert client.get(address).headers["cache-control"] == PRIVATE
    assert client.get("/api/datasets/digits/samples.png").headers["cache-control"] == "public, max-age=3600"


def test_a_key_is_never_in_an_address(client: httpx.Client) -> None:
    entry = upload(client).json()
    answer = client.get("/api/datasets", params={"key": entry["key"], "x-slopelab-key": entry["key"]})
    assert entry["id"] not in answer.text


OTHERS = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": "null"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"origin": "http://localhost.elsewhere.example"},
]


@pytest.mark.parametrize("headers", OTHERS)
def test_pages_of_other_sites_change_nothing(client: httpx.Client, headers: dict[str, str]) -> None:
    entry = upload(client).json()
    refused = upload(client, entry["key"], **headers)
    assert refused.status_code == 403
    assert refused.headers["content-type"] == "application/problem+json"
    path = f"/api/datasets/{entry['id']}"
    assert client.delete(path, headers=owner(entry["key"]) | headers).status_code == 403
    assert client.get(path, headers=headers).status_code == 200
    assert listed(client, entry["key"]) == [entry["id"]]


def test_own_pages_and_programs_may(client: httpx.Client) -> None:
    host = client.base_url.netloc.decode()
    for headers in ({"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": f"http://{host}"}, {}):
        assert upload(client, **headers).status_code == 201


def test_uploads_may_be_shared(serve: Serve) -> None:
    with serve(uploads="shared") as server, httpx.Client(base_url=server.address, timeout=300) as client:
        entry = upload(client).json()
        assert listed(client) == [entry["id"]]
        assert client.delete(f"/api/datasets/{entry['id']}").status_code == 404
        assert client.delete(f"/api/datasets/{entry['id']}", headers=owner(entry["key"])).status_code == 204
        assert client.get("/api/limits").json()["uploads"] == "shared"


def test_uploads_may_be_off_and_what_is_there_stays(serve: Serve) -> None:
    with serve() as server, httpx.Client(base_url=server.address, timeout=300) as client:
        entry = upload(client).json()
    with serve(uploads="off") as server, httpx.Client(base_url=server.address, timeout=300) as client:
        refused = upload(client, entry["key"])
        assert refused.status_code == 403
        assert "turned uploads off" in refused.json()["detail"]
        assert listed(client, entry["key"]) == [entry["id"]]
        assert client.delete(f"/api/datasets/{entry['id']}", headers=owner(entry["key"])).status_code == 204


def test_many_tiny_uploads_push_out_only_their_own(serve: Serve) -> None:
    with serve(max_uploads_per_visitor=3) as server, httpx.Client(base_url=server.address, timeout=300) as client:
        kept = upload(client, "a" * 32).json()
        crowd = [upload(client).json()["id"] for _ in range(6)]
        assert client.get(f"/api/datasets/{kept['id']}").status_code == 200
        statuses = [client.get(f"/api/datasets/{id}").status_code for id in crowd]
        assert statuses == [404] * 3 + [200] * 3


def test_deleting_removes_what_was_computed(serve: Serve, tmp_path: Path) -> None:
    def derived(id: str) -> list[Path]:
        return [file for file in tmp_path.rglob("*") if id in file.name]

    with serve() as server, httpx.Client(base_url=server.address, timeout=300) as client:
        entry = upload(client).json()
        run = {
            "objective": {"kind": "classifier", "dataset": entry["id"], "feature": "color", "model": "softmax"},
            "optimizers": [{"rule": "momentum"}],
            "epochs": 1,
        }
        client.post("/api/runs", json=run).raise_for_status()
        assert {file.parent.name for file in derived(entry["id"])} == {"uploads", "trajectories"}
        axis = {"low": -1, "high": 1, "count": 5}
        landscape = {"run": run, "plane": {"kind": "random"}, "x": axis, "y": axis}
        assert client.post("/api/landscapes", json=landscape).status_code == 200
        client.delete(f"/api/datasets/{entry['id']}", headers=owner(entry["key"])).raise_for_status()
        assert derived(entry["id"]) == []
        assert client.post("/api/landscapes", json=landscape).status_code == 422
        assert client.get(f"/api/datasets/{entry['id']}/samples.png").status_code == 404
        assert client.post("/api/runs", json=run).status_code == 422


def long_run(dataset: str) -> dict[str, Any]:
    return {
        "objective": {"kind": "classifier", "dataset": dataset, "feature": "pixels", "model": "convnet"},
        "optimizers": [{"rule": "adam"}] * 8,
        "epochs": 1000,
    }


def long_comparison(dataset: str) -> dict[str, Any]:
    return {"dataset": dataset, "features": ["convnet"], "optimizer": {"rule": "adam"}, "epochs": 1000}


def long_landscape(dataset: str) -> dict[str, Any]:
    return {"run": long_run(dataset), "plane": {"kind": "pca"}}


@pytest.mark.parametrize(
    ("path", "request_of", "field"),
    [
        ("runs", long_run, "objective.dataset"),
        ("comparisons", long_comparison, "dataset"),
        ("landscapes", long_landscape, "run.objective.dataset"),
    ],
)
def test_deleting_ends_what_is_being_computed(
    client: httpx.Client, path: str, request_of: Callable[[str], dict[str, Any]], field: str
) -> None:
    entry = upload(client).json()
    streamed = {"accept": "application/x-ndjson"}
    with client.stream("POST", f"/api/{path}", json=request_of(entry["id"]), headers=streamed, timeout=300) as answer:
        lines = answer.iter_lines()
        next(lines)
        client.delete(f"/api/datasets/{entry['id']}", headers=owner(entry["key"])).raise_for_status()
        *_, last = lines
    problem = json.loads(last)
    assert (problem["type"], problem["status"]) == ("error", 422)
    (error,) = problem["errors"]
    assert (error["location"], error["code"]) == (field, "unknown_dataset")
    assert "was deleted" in error["message"]
    again = client.post(f"/api/{path}", json=request_of(entry["id"])).json()
    assert [error["code"] for error in again["errors"]] == ["unknown_dataset"]
