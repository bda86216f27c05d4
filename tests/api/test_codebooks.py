"""Codebooks over HTTP: learned with progress, once for all clients, and stored (S11)."""

import io
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from app.api import codebooks
from app.interruption import checkpoint
from app.requests.codebooks import CodebookRequest
from tests.features.pictures import PICTURES, encoded
from tests.servers import serving_here
from tests.waiting import wait_until

FEW = {"dataset": "patches", "words": 20, "patch": "whitened", "seed": 3}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A server that has learned nothing yet, and its folder of codebooks."""
    folder = tmp_path_factory.mktemp("data")
    with (
        serving_here(data=folder) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client, folder / "codebooks"


def learned(client: httpx.Client, **changes: Any) -> list[dict[str, Any]]:
    answer = client.post("/api/codebooks", json=FEW | changes)
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.text.splitlines()]


def test_learning_is_followed_and_kept(fresh: tuple[httpx.Client, Path]) -> None:
    client, folder = fresh
    (default,) = client.get("/api/codebooks").json()
    assert (default["words"], default["patch"], default["learned"]) == (1000, "whitened", False)

    plane, *progress, codebook, done = learned(client)
    assert (plane["type"], len(plane["x"]), len(plane["y"])) == ("plane", 2000, 2000)
    assert [line["iteration"] for line in progress] == list(range(1, progress[0]["of"] + 1))
    assert all(len(line["x"]) == len(line["y"]) == 20 for line in progress)
    inertias = [line["inertia"] for line in progress]
    assert inertias == sorted(inertias, reverse=True)
    assert codebook["inertia"] == inertias[-1]
    assert done == {"type": "done"}
    assert (folder / f"{codebook['id']}.npz").is_file()

    # What is there comes at once, and the same again.
    again = learned(client)
    assert [line["type"] for line in again] == ["codebook", "done"]
    assert again[0] == codebook
    assert client.get("/api/codebooks").json()[1] == {"id": codebook["id"], **FEW, "learned": True, "progress": None}
    content = client.get(f"/api/codebooks/{codebook['id']}").json()
    assert sum(content["counts"]) == 10_000
    sheet = client.get(f"/api/codebooks/{codebook['id']}/words.png")
    image = Image.open(io.BytesIO(sheet.content))
    assert image.size == (40 * 6, 6)
    pixels = np.array(image)
    assert (pixels[:, : 20 * 6, 3] == 255).all()
    assert not pixels[:, 20 * 6 :, 3].any()
    cached = client.get(f"/api/codebooks/{codebook['id']}/words.png", headers={"if-none-match": sheet.headers["etag"]})
    assert cached.status_code == 304


def test_two_who_ask_at_once_get_one_learning(fresh: tuple[httpx.Client, Path]) -> None:
    client, folder = fresh
    before = set(folder.glob("*"))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: learned(client, words=30), range(4)))
    assert all(answer[-2]["id"] == answers[0][-2]["id"] for answer in answers)
    assert len(set(folder.glob("*")) - before) == 1


def test_who_goes_leaves_nothing_behind(fresh: tuple[httpx.Client, Path]) -> None:
    client, folder = fresh
    before = set(folder.glob("*"))
    large = FEW | {"words": 1500}
    with client.stream("POST", "/api/codebooks", json=large) as answer:
        next(answer.iter_lines())
    assert client.get("/api/health").status_code == 200
    assert learned(client, words=12)[-1] == {"type": "done"}
    assert len(set(folder.glob("*")) - before) == 1


def test_a_damaged_codebook_is_learned_again(fresh: tuple[httpx.Client, Path]) -> None:
    client, folder = fresh
    id = learned(client, words=15)[-2]["id"]
    file = folder / f"{id}.npz"
    whole = file.read_bytes()
    file.write_bytes(whole[:1000])
    assert client.get(f"/api/codebooks/{id}").status_code == 404
    assert learned(client, words=15)[0]["type"] == "plane"
    assert client.get(f"/api/codebooks/{id}").status_code == 200


@pytest.fixture
def few(tmp_path: Path) -> dict[str, Any]:
    """The settings of a server whose default codebook, of few words, is learned soon."""
    return {"data": tmp_path, "max_codebook_words": 100}


def test_the_default_one_is_learned_when_the_server_starts(few: dict[str, Any]) -> None:
    with (
        serving_here(**few, warm_up=True) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        seen: list[float | None] = []

        def learned_by_now() -> bool:
            default = client.get("/api/codebooks").json()[0]
            seen.append(default["progress"])
            return bool(default["learned"])

        wait_until(learned_by_now)
        assert seen.pop() is None
        shares = [share for share in seen if share is not None]
        assert shares == sorted(shares)
        assert all(0 < share <= 1 for share in shares)


def test_learning_goes_on_when_the_request_has_ended(few: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The learning waits until the first request has been told to come again, and then nobody waits for it."""
    told = threading.Event()
    learning = CodebookRequest.learning

    def waiting(specification: CodebookRequest) -> Iterator[Any]:
        while not told.is_set():
            checkpoint()
            sleep(0.001)
        yield from learning(specification)

    monkeypatch.setattr(CodebookRequest, "learning", waiting)
    monkeypatch.setattr(codebooks, "SHARE_OF_TIME", 1 / 300)
    with (
        serving_here(**few, request_seconds=300) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        try:
            default = client.get("/api/codebooks").json()[0]
            answer = client.get(f"/api/codebooks/{default['id']}")
        finally:
            told.set()
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        wait_until(lambda: client.get("/api/codebooks").json()[0]["learned"])
        wait_until(lambda: client.get(f"/api/codebooks/{default['id']}").is_success)
        assert client.get(f"/api/codebooks/{default['id']}").json()["words"] == 100


def test_the_default_one_is_learned_when_it_is_needed(few: dict[str, Any]) -> None:
    content = encoded(PICTURES["cat"])
    with (
        serving_here(**few) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):

        def read(_: int) -> Any:
            return client.post("/api/features", files={"image": content}, data={"include": "words"}).json()["words"]

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(read, range(2)))
        default = client.get("/api/codebooks").json()[0]
    assert answers[0] == answers[1]
    assert default["learned"]
    assert default["id"] == answers[0]["codebook"]


def test_where_nothing_can_be_kept_it_is_said_and_the_default_one_stays_in_memory(
    tmp_path: Path, few: dict[str, Any]
) -> None:
    """The place of the folder is taken by a file: root, too, cannot write there."""
    (tmp_path / "codebooks").write_bytes(b"")
    with (
        serving_here(**few) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        assert learned(client)[-1]["type"] == "error"
        answer = client.post("/api/features", files={"image": encoded(PICTURES["cat"])}, data={"include": "words"})
        assert answer.status_code == 200
        assert client.get("/api/codebooks").json()[0]["learned"]
        (tmp_path / "codebooks").unlink()
        assert learned(client)[-1] == {"type": "done"}


@pytest.mark.parametrize("id", ["aaaaaaaaaaaa", "..%2f..%2fetc%2fpasswd", "AAAAAAAAAAAA", "x", "a" * 500])
def test_an_unknown_one_is_missing(client: httpx.Client, id: str) -> None:
    for path in (f"/api/codebooks/{id}", f"/api/codebooks/{id}/words.png"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dataset", "imagenet"),
        ("words", 9),
        ("words", 10**9),
        ("words", "20"),
        ("patch", "raw"),
        ("seed", -1),
        ("x", 1),
    ],
)
def test_a_field_at_fault_is_named(client: httpx.Client, field: str, value: Any) -> None:
    answer = client.post("/api/codebooks", json=FEW | {field: value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == field
