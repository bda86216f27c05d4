"""The command prints the server's address or why it cannot start, and stops on request."""

import json
import os
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest

from app import __version__
from app.cli import address_of, explain, listen, main
from tests.data_folders import use_settings
from tests.datasets.cifar10_archives import archive, members
from tests.servers import PATIENCE, serving
from tests.waiting import wait_until

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "app.cli"]

LONG_RUN = {
    "objective": {"kind": "surface", "id": "rosenbrock"},
    "steps": 1_000_000,
    "optimizers": [{"rule": "adam", "learning_rate": 0.001}] * 64,
}


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"slopelab {__version__}\n"


@pytest.mark.parametrize("port", ["-1", "65536", "http", "80.5", ""])
def test_a_port_that_is_none(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["serve", "--port", port])
    assert stop.value.code == 2
    assert "a port is a number from 0 to 65535" in capsys.readouterr().err


def test_a_taken_port_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    message = capsys.readouterr().err
    assert f"port {port} is taken" in message
    assert "--port 0" in message


def test_an_unknown_host_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "nowhere.invalid", "--port", "0"]) == 1
    assert "cannot listen on nowhere.invalid" in capsys.readouterr().err


def test_a_privileged_port_is_explained() -> None:
    assert "rights" in explain(PermissionError(13, "Permission denied"), "127.0.0.1", 80)


def test_the_address_is_one_to_open_here() -> None:
    with listen("0.0.0.0", 0) as listener:
        assert address_of(listener).startswith("http://localhost:")
    if socket.has_dualstack_ipv6():
        with listen("::1", 0) as listener:
            assert address_of(listener).startswith("http://[::1]:")


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_stops_soon_though_a_stream_is_open(signal_number: signal.Signals) -> None:
    with (
        serving(COMMAND, ROOT) as server,
        httpx.Client(base_url=server.address, timeout=PATIENCE) as client,
        client.stream("POST", "/api/runs", json=LONG_RUN) as answer,
    ):
        lines = map(json.loads, answer.iter_lines())
        assert next(lines)["type"] == "run"
        os.kill(server.process_id, signal_number)
        wait_until(lambda: has_ended(server.process_id))
        with pytest.raises(httpx.RemoteProtocolError):
            list(lines)


def has_ended(process: int) -> bool:
    """Whether a process started by this one has ended; it can still be waited for."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    use_settings(monkeypatch, data=tmp_path / "data")
    return tmp_path / "data"


def test_cifar10_is_imported_listed_and_removed(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "list"]) == 0
    assert "no: slopelab data cifar10 PATH-or-URL" in capsys.readouterr().out

    (tmp_path / "cifar.tar.gz").write_bytes(archive(members()))
    assert main(["data", "cifar10", str(tmp_path / "cifar.tar.gz")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "data_batch_2.bin: 10 images",
        "data_batch_1.bin: 20 images",
        "test_batch.bin: 10 images",
        "cifar10 is installed: 30 + 10 images",
    ]
    assert [file.name for file in data.rglob("*.*")] == ["cifar10.npz"]
    assert main(["data", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split() == ["cifar10", "CIFAR-10", "30", "+", "10", "images", "yes"]

    assert main(["data", "remove", "cifar10"]) == 0
    assert list(data.rglob("*.*")) == []


def test_what_cannot_be_imported_is_said_in_one_line(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = archive(members())
    (tmp_path / "half.tar.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.tar.gz").write_text("hello")
    for source, message in (
        (str(tmp_path / "half.tar.gz"), "breaks off"),
        (str(tmp_path / "text.tar.gz"), "no tar.gz archive"),
        (str(tmp_path / "nothing.tar.gz"), "No such file"),
        (str(tmp_path), "Is a directory"),
        ("file:///etc/passwd", "unknown url type"),
        ("http://127.0.0.1:1/x", "refused"),
    ):
        assert main(["data", "cifar10", source]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(f"slopelab: {source}: ")
        assert message in line
    assert list(data.rglob("*.*")) == []


def test_where_nothing_can_be_kept_it_is_said(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.write_text("a file where the folder should be")
    (tmp_path / "cifar.tar.gz").write_bytes(archive(members()))
    assert main(["data", "cifar10", str(tmp_path / "cifar.tar.gz")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"slopelab: {data}")


@pytest.mark.parametrize(("id", "message"), [("cifar10", "not installed"), ("digits", "built in"), ("../x", "not")])
def test_what_cannot_be_removed_is_said(data: Path, id: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "remove", id]) == 1
    assert message in capsys.readouterr().err
