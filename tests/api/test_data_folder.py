"""A data folder that cannot be written to is reported at start and in health, and the server runs all the same."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT, SLOPELAB
from tests.datasets.zips import folders, zipped
from tests.servers import serving
from tests.waiting import wait_until

ISOLATED = ["unshare", "--mount", "sh", "-c"]


@contextmanager
def watched(tmp_path: Path, data: Path, slopelab: Sequence[str] = SLOPELAB) -> Iterator[tuple[httpx.Client, Path]]:
    """A client of a server with that data folder, which it checks continually, and the server's log file."""
    log = tmp_path / "log"
    command = ["sh", "-c", f'exec "$@" 2>{log}', "sh", *slopelab]
    environment = {"SLOPELAB_DATA": str(data), "SLOPELAB_DATA_CHECK_SECONDS": "0.05"}
    with (
        serving(command, ROOT, environment) as server,
        httpx.Client(base_url=server.address, timeout=300) as client,
    ):
        yield client, log


def upload(client: httpx.Client) -> httpx.Response:
    return client.post("/api/datasets", files={"archive": zipped(folders({"a": 2, "b": 2}))})


def state(client: httpx.Client) -> str:
    answer = client.get("/api/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    return str(answer.json()["data"])


def test_a_file_for_a_folder_is_told_until_it_is_gone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.write_bytes(b"")
    with watched(tmp_path, data) as (client, log):
        assert state(client) == "not_a_folder"
        assert log.read_text().splitlines() == [
            f"The data folder {data} is a file, or lies below one. The lab runs, but keeps nothing beyond its memory, "
            "and takes no data sets. SLOPELAB_DATA names another folder."
        ]
        assert upload(client).status_code == 507
        assert state(client) == "not_a_folder"
        assert len(client.get("/api/datasets").json()) == 7
        assert client.delete("/api/datasets/own-0123456789ab").status_code == 404
        data.unlink()
        wait_until(lambda: state(client) == "ok")
        assert upload(client).status_code == 201
        wait_until(lambda: "takes data again" in log.read_text())
    assert len(log.read_text().splitlines()) == 2


def test_a_folder_below_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datasets").write_bytes(b"")
    with watched(tmp_path, tmp_path / "data") as (client, log):
        assert state(client) == "ok"
        assert upload(client).status_code == 507
        assert state(client) == "not_a_folder"
        wait_until(log.read_text)
        assert state(client) == "not_a_folder"


can_mount = subprocess.run([*ISOLATED, "mount -t tmpfs tmpfs /mnt"], capture_output=True).returncode == 0


@pytest.mark.skipif(not can_mount, reason="only root may mount")
@pytest.mark.parametrize(("options", "expected"), [("ro", "read_only"), ("size=512k", "full")])
def test_a_disk_that_takes_nothing_is_told(tmp_path: Path, options: str, expected: str) -> None:
    """The disk is there for the server alone."""
    data = tmp_path / "data"
    data.mkdir()
    mounted = [*ISOLATED, f'mount -t tmpfs -o {options} tmpfs {data} && exec "$@"', "sh", *SLOPELAB]
    with watched(tmp_path, data, mounted) as (client, log):
        assert state(client) == expected
        assert len(log.read_text().splitlines()) == 1
        if expected == "read_only":
            assert upload(client).status_code == 507
        assert state(client) == expected


def test_health_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    """The place of the disk is taken by a module that makes every check wait for ever."""
    hang = tmp_path / "hang"
    hang.mkdir()
    (hang / "sitecustomize.py").write_text(
        "import tempfile, threading\ntempfile.TemporaryFile = lambda **options: threading.Event().wait()\n"
    )
    command = ["env", f"PYTHONPATH={hang}", *SLOPELAB]
    with watched(tmp_path, tmp_path / "data", command) as (client, log):
        assert state(client) == "failing"
        assert "does not answer" in log.read_text()


def test_the_server_runs_whatever_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with watched(tmp_path, tmp_path / "data" / "below") as (client, _):
        assert state(client) == "not_a_folder"
        evaluated = client.post(
            "/api/evaluate", json={"objective": {"kind": "surface", "id": "bowl"}, "points": [[0, 0]]}
        )
        assert evaluated.status_code == 200
