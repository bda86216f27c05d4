"""Data sets over HTTP: listed, shown, uploaded as zip archives (hostile ones too), deleted."""

import io
import json
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from app.cli import main
from app.datasets.digits import digits
from app.datasets.patches import patches
from tests.data_folders import use_settings
from tests.datasets.cifar10_archives import archive, members
from tests.datasets.test_image_archive import info
from tests.datasets.zips import Member, flat_picture, folders, picture, zipped, zipped_as
from tests.features.pictures import encoded
from tests.features.test_decoding import announcing
from tests.servers import serving_here
from tests.waiting import wait_until

BUILT_IN = ["digits", "patches", "textures", "spirals", "moons", "circles"]


def upload(client: httpx.Client, content: bytes, **fields: str) -> httpx.Response:
    return client.post("/api/datasets", files={"archive": ("pets.zip", content)}, data=fields, timeout=300)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A server that keeps three uploads, and its data folder, which is empty."""
    folder = tmp_path_factory.mktemp("data")
    with (
        serving_here(data=folder, max_uploads_per_visitor=3) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client, folder


def test_what_is_there_without_a_network(client: httpx.Client) -> None:
    listed = client.get("/api/datasets").json()
    assert [entry["id"] for entry in listed][: len(BUILT_IN) + 1] == [*BUILT_IN, "cifar10"]
    assert listed[0] == {
        "id": "digits",
        "name": "Digits",
        "kind": "images",
        "origin": "built_in",
        "classes": list("0123456789"),
        "train": 1437,
        "test": 360,
        "image_shape": [8, 8, 1],
        "installed": True,
        "command": None,
        "deletable": False,
    }
    spirals = client.get("/api/datasets/spirals").json()
    assert (spirals["kind"], spirals["image_shape"], spirals["train"]) == ("points", None, 450)
    cifar10 = client.get("/api/datasets/cifar10").json()
    assert not cifar10["installed"]
    assert cifar10["command"] == "slopelab data cifar10 PATH-or-URL"
    assert (cifar10["train"], cifar10["test"], cifar10["classes"][0]) == (50_000, 10_000, "airplane")


def test_a_running_server_sees_an_import(
    fresh: tuple[httpx.Client, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, folder = fresh
    use_settings(monkeypatch, data=folder)
    assert client.get("/api/datasets/cifar10/samples.png").status_code == 404
    (tmp_path / "cifar.tar.gz").write_bytes(archive(members()))
    assert main(["data", "cifar10", str(tmp_path / "cifar.tar.gz")]) == 0
    entry = client.get("/api/datasets/cifar10").json()
    assert (entry["installed"], entry["command"], entry["train"], entry["test"]) == (True, None, 30, 10)
    assert client.get("/api/datasets/cifar10/samples.png").status_code == 200
    assert client.delete("/api/datasets/cifar10").status_code == 403
    assert main(["data", "remove", "cifar10"]) == 0
    assert not client.get("/api/datasets/cifar10").json()["installed"]


def samples(client: httpx.Client, id: str, **query: Any) -> Any:
    answer = client.get(f"/api/datasets/{id}/samples.png", params=query)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    return np.array(Image.open(io.BytesIO(answer.content)))


def test_samples_are_the_first_images_unscaled(client: httpx.Client) -> None:
    sheet = samples(client, "digits", split="test", count=25)
    assert sheet.shape == (2 * 8, 20 * 8, 2)
    images = digits().test.images
    np.testing.assert_array_equal(sheet[:8, 16:24, 0], images[2, ..., 0])
    np.testing.assert_array_equal(sheet[8:, 32:40, 0], images[24, ..., 0])
    assert (sheet[8:, 40:, 1] == 0).all()
    sheet = samples(client, "patches", count=3)
    assert sheet.shape == (32, 96, 4)
    np.testing.assert_array_equal(sheet[:, 64:, :3], patches().train.images[2])
    assert samples(client, "digits").shape == (8, 160, 2)
    assert samples(client, "digits", count=100).shape == (40, 160, 2)


def test_samples_are_cached_by_their_content(client: httpx.Client) -> None:
    path = "/api/datasets/digits/samples.png"
    answer = client.get(path)
    assert "max-age" in answer.headers["cache-control"]
    etag = answer.headers["etag"]
    for known in (etag, f"W/{etag}", f'"another", {etag}', "*"):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"if-none-match": '"another"'}).status_code == 200
    assert client.get(f"{path}?split=test").headers["etag"] != answer.headers["etag"]


@pytest.mark.parametrize(("id", "word"), [("moons", "points"), ("cifar10", "slopelab data"), ("mnist", "no data set")])
def test_what_has_no_samples_says_why(client: httpx.Client, id: str, word: str) -> None:
    answer = client.get(f"/api/datasets/{id}/samples.png")
    assert answer.status_code == 404
    assert word in answer.json()["detail"]


@pytest.mark.parametrize("query", ["count=0", "count=101", "count=x", "split=all", "count=1e9"])
def test_a_query_at_fault_is_named(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/api/datasets/digits/samples.png?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == query.split("=")[0]


@pytest.mark.parametrize("id", ["mnist", "own-0123456789ab", "own-", "..%2fcifar10", "OWN-0123456789ab", "a" * 500])
def test_an_unknown_one_is_missing(client: httpx.Client, id: str) -> None:
    for method, path in (("GET", id), ("DELETE", id), ("GET", f"{id}/samples.png")):
        answer = client.request(method, f"/api/datasets/{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("id", [*BUILT_IN, "cifar10"])
def test_what_was_not_uploaded_stays(client: httpx.Client, id: str) -> None:
    answer = client.delete(f"/api/datasets/{id}")
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_upload_is_kept_shown_and_deleted(fresh: tuple[httpx.Client, Path]) -> None:
    client, _ = fresh
    pets = [
        (f"pets/{name}/{n}.png", flat_picture(level + n))
        for name, level in (("개", 200), ("cats", 10))
        for n in range(10)
    ]
    answer = upload(client, zipped([*pets, ("pets/cats/readme.txt", b"cats")]), name="My \x07pets")
    assert answer.status_code == 201
    entry = answer.json()
    assert entry.pop("rejected") == [
        {
            "name": "pets/cats/readme.txt",
            "reason": "It is no image of these formats: PNG, JPEG, WEBP, GIF, BMP, TIFF; or of a rare kind of them.",
            "code": "no_image",
            "values": {"formats": "PNG, JPEG, WEBP, GIF, BMP, TIFF"},
        }
    ]
    assert entry.pop("rejected_count") == 1
    owner = {"x-slopelab-key": entry.pop("key")}
    assert entry == {
        "id": entry["id"],
        "name": "My pets",
        "kind": "images",
        "origin": "uploaded",
        "classes": ["cats", "개"],
        "train": 16,
        "test": 4,
        "image_shape": [32, 32, 3],
        "installed": True,
        "command": None,
        "deletable": True,
    }
    assert answer.headers["location"] == f"/api/datasets/{entry['id']}"
    assert client.get(answer.headers["location"], headers=owner).json() == entry
    assert entry in client.get("/api/datasets", headers=owner).json()
    levels = [samples(client, entry["id"], split=split, count=100)[0, ::32, 0] for split in ("train", "test")]
    assert sorted(np.concatenate(levels).tolist()) == [*range(10, 20), *range(200, 210)]
    assert sum(level < 100 for level in levels[1]) == 2

    # The same again is another.
    assert upload(client, zipped(pets), name="My pets").json()["id"] != entry["id"]

    assert client.delete(f"/api/datasets/{entry['id']}", headers=owner).status_code == 204
    assert client.delete(f"/api/datasets/{entry['id']}", headers=owner).status_code == 404
    assert client.get(f"/api/datasets/{entry['id']}").status_code == 404


def test_defaults_suit_a_small_upload(client: httpx.Client) -> None:
    pets = [(f"{name}/{n}.png", flat_picture(level + n)) for name, level in (("a", 9), ("b", 99)) for n in range(10)]
    id = upload(client, zipped(pets)).json()["id"]
    optimizer = {"rule": "momentum", "learning_rate": 0.001, "gradient": {"kind": "minibatch"}}
    run = {"objective": {"kind": "classifier", "dataset": id}, "optimizers": [optimizer]}
    comparison = {"dataset": id, "features": ["pixels", "color"]}
    for path, asked in (("/api/runs", run), ("/api/comparisons", comparison)):
        lines = [json.loads(line) for line in client.post(path, json=asked).raise_for_status().text.splitlines()]
        said = lines[0].get("run") or lines[0]["comparison"]
        (gradient,) = (one["gradient"] for one in said.get("optimizers", [said.get("optimizer")]))
        assert (gradient["size"], said["epochs"]) == (16, 10)
        assert lines[-1] == {"type": "done"}


def test_names_are_read_in_the_encoding_of_whoever_wrote_them(client: httpx.Client) -> None:
    names = [f"{name}/{number}.png" for name in ("강아지", "고양이") for number in range(3)]
    for codec in ("cp949", "utf-8"):
        entry = upload(client, zipped_as([name.encode(codec) for name in names], picture())).json()
        assert (entry["classes"], entry["rejected"]) == (["강아지", "고양이"], [])
    chinese = zipped_as([f"{name}/{number}.png".encode("gbk") for name in "猫狗" for number in range(3)], picture())
    assert upload(client, chinese, charset="GBK").json()["classes"] == ["狗", "猫"]
    declared = upload(client, zipped_as([name.encode("cp949") for name in names], picture()), charset="EUC_KR")
    assert declared.json()["classes"] == ["강아지", "고양이"]


@pytest.mark.parametrize(
    ("charset", "message"),
    [("utf-8", "no text in this encoding"), ("klingon", "'utf-8', 'cp949'"), ("", "'utf-8'"), ("../utf-8", "'cp866'")],
)
def test_an_encoding_that_does_not_fit_is_refused(client: httpx.Client, charset: str, message: str) -> None:
    content = zipped_as([f"{name}/{number}.png".encode("cp949") for name in ("개", "말") for number in "12"], picture())
    answer = upload(client, content, charset=charset)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == "charset"
    assert message in error["message"]


def test_the_name_of_a_data_set_is_measured_as_it_is_shown(client: httpx.Client) -> None:
    content = zipped(folders({"a": 2, "b": 2}))
    longest = "각" * 60
    assert upload(client, content, name=unicodedata.normalize("NFD", longest)).json()["name"] == longest
    assert upload(client, content, name=f"  {longest}\u202e  ").json()["name"] == longest
    assert upload(client, content, name="가족 👨\u200d👩\u200d👧").json()["name"] == "가족 👨\u200d👩\u200d👧"
    assert upload(client, content, name=f"{longest}각").status_code == 422


def test_the_oldest_uploads_go(fresh: tuple[httpx.Client, Path]) -> None:
    client, _ = fresh
    ids = []
    for number in range(4):
        ids.append(upload(client, zipped(folders({"a": 2, f"b{number}": 2}))).json()["id"])
    there = [id for id in ids if client.get(f"/api/datasets/{id}").status_code == 200]
    assert there == ids[1:]


def test_a_damaged_upload_is_not_there(fresh: tuple[httpx.Client, Path]) -> None:
    client, folder = fresh
    entry = upload(client, zipped(folders({"a": 2, "b": 3}))).json()
    id, owner = entry["id"], {"x-slopelab-key": entry["key"]}
    file = folder / "datasets" / "uploads" / f"{id}.npz"
    file.write_bytes(file.read_bytes()[:1000])
    assert client.get(f"/api/datasets/{id}").status_code == 404
    assert client.get(f"/api/datasets/{id}/samples.png").status_code == 404
    assert id not in [entry["id"] for entry in client.get("/api/datasets", headers=owner).json()]


def test_hostile_members_are_named_and_do_no_harm(client: httpx.Client, tmp_path: Path) -> None:
    hostile: list[Member] = [
        ("../../evil.png", picture()),
        ("/tmp/evil/x.png", picture()),
        (info("a/link.png", stat.S_IFLNK | 0o777), b"/etc/passwd"),
        ("a/bomb.png", announcing(60_000, 60_000)),
        ("a/<img src=x onerror=alert(1)>.png", b"<html>"),
        ("a/empty.png", b""),
        ("alone/x.png", picture()),
    ]
    answer = upload(client, zipped([*hostile, *folders({"a": 3, "<b>b</b>": 2, "b": 3})]))
    assert answer.status_code == 201
    entry = answer.json()
    assert entry["classes"] == ["a", "b", "b>"]
    assert entry["rejected_count"] == len(entry["rejected"]) == 7
    names = [member["name"] for member in entry["rejected"]]
    assert names[:2] == ["../../evil.png", "/tmp/evil/x.png"]
    assert all(member["reason"] for member in entry["rejected"])


def test_only_so_many_rejected_members_are_listed(client: httpx.Client) -> None:
    members = [*folders({"a": 2, "b": 2}), *((f"a/{number}.txt", b"text") for number in range(150))]
    entry = upload(client, zipped(members)).json()
    assert (len(entry["rejected"]), entry["rejected_count"]) == (100, 150)


@pytest.mark.parametrize(
    ("content", "status", "word", "codes"),
    [
        (b"", 415, "no zip archive", ["no_zip"]),
        (b"hello", 415, "no zip archive", ["no_zip"]),
        (picture(), 415, "no zip archive", ["no_zip"]),
        (archive(members()), 415, "no zip archive", ["no_zip"]),
        (zipped(folders({"a": 3, "b": 3}))[:-40], 415, "breaks off", ["no_zip"]),
        (zipped([]), 422, "2 folders", ["too_few_classes"]),
        (zipped(folders({"a": 5})), 422, "2 folders", ["too_few_classes"]),
        (zipped(folders({"a": 5, "b": 1})), 422, "the only image of its class", ["too_few_classes", "only_image"]),
        (zipped([("a/x.txt", b"x"), ("b/x.txt", b"x")]), 422, "no image of these", ["too_few_classes", "no_image"]),
        (
            zipped([(f"{folder}/{n}.png", flat_picture(n)) for folder in range(51) for n in range(2)]),
            422,
            "at most 50",
            ["too_many_classes"],
        ),
        (zipped([(str(number), b"") for number in range(5001)]), 413, "5,000 members", ["too_many_members"]),
        (zipped([(f"a/{number}", bytes(9_000_000)) for number in range(23)]), 413, "200 MB", ["unpacks_to_too_much"]),
    ],
)
def test_what_cannot_become_a_data_set_is_said(
    client: httpx.Client, content: bytes, status: int, word: str, codes: list[str]
) -> None:
    answer = upload(client, content)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert word in answer.json()["detail"]
    errors = answer.json()["errors"]
    assert [(error["location"], error["code"]) for error in errors] == [("archive", code) for code in codes]


def test_a_form_at_fault_is_named(client: httpx.Client) -> None:
    content = zipped(folders({"a": 2, "b": 2}))
    answer = upload(client, content, name="x" * 61)
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (422, "name")
    answer = upload(client, content, title="x")
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (422, "title")
    answer = client.post("/api/datasets", files={"zip": content})
    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (422, "archive")
    assert client.post("/api/datasets", json={"archive": "x"}).status_code == 415
    assert upload(client, content, name=" \x07").json()["name"] == "Own images"


def test_a_large_archive_is_not_taken(client: httpx.Client) -> None:
    answer = upload(client, bytes(50_000_001))
    assert answer.status_code == 413
    assert "50 MB" in answer.json()["detail"]
    (error,) = answer.json()["errors"]
    assert (error["location"], error["code"], error["values"]) == ("archive", "large_file", {"megabytes": "50"})
    assert upload(client, bytes(50_070_000)).status_code == 413


def test_work_without_end_costs_one_upload(tmp_path: Path) -> None:
    large = encoded(Image.new("RGBA", (2500, 2500), (9, 9, 9, 9)))
    content = zipped([(f"{folder}/{number}.png", large) for folder in "ab" for number in range(60)])
    with (
        serving_here(data=tmp_path, image_seconds=0.5) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        answer = upload(client, content)
        assert answer.status_code == 422
        assert "longer than 0.5 seconds" in answer.json()["detail"]
        assert answer.json()["errors"][0]["code"] == "reading_takes_long"
        # On a busy machine the time may be up for a small one, too, but not for ever.
        wait_until(lambda: upload(client, zipped(folders({"a": 2, "b": 2}))).status_code == 201)


def test_where_nothing_can_be_kept_it_is_said(tmp_path: Path) -> None:
    """The place of the folder is taken by a file: root, too, cannot write there."""
    (tmp_path / "datasets").write_bytes(b"")
    with (
        serving_here(data=tmp_path) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        answer = upload(client, zipped(folders({"a": 2, "b": 2})))
        assert answer.status_code == 507
        assert "SLOPELAB_DATA" in answer.json()["detail"]
        assert answer.json()["errors"][0]["code"] == "cannot_be_kept"
        assert len(client.get("/api/datasets").json()) == len(BUILT_IN) + 1
