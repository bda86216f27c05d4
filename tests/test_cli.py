"""The command says where the server is, why it cannot start, and stops when told to."""

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from app import __version__
from app.cli import address_of, explain, listen, main

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
    with subprocess.Popen([*COMMAND, "serve", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[3]
        with (
            httpx.Client(base_url=address, timeout=10) as client,
            client.stream("POST", "/api/runs", json=LONG_RUN) as answer,
        ):
            assert json.loads(next(answer.iter_lines()))["type"] == "run"
            start = time.monotonic()
            server.send_signal(signal_number)
            server.wait(timeout=10)
            assert time.monotonic() - start < 5
