"""No operation continues after its answer or after its client has left, and threads do not accumulate.

The tests measure the processor time that a server's processes use from that moment until they are idle; it does not
depend on how fast or how busy the machine is.
"""

import select
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.routing import BaseRoute, Route

from app.main import create_app
from tests.api.documented import SCHEMA
from tests.api.heavy_requests import BRIEF, COMPUTE_NOTHING, COMPUTE_ONCE_FOR_ALL, LASTING, Heavy, archive
from tests.conftest import ROOT, SLOPELAB
from tests.processes import ON_LINUX, processor_seconds, processor_seconds_when_quiet, threads
from tests.servers import Server, serving
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.skipif(not ON_LINUX, reason="only Linux tells what processes use")

MAX_SECONDS = 0.1
TOLERANCE = 0.1
"""The seconds allowed for ending the work, replacing a killed process, and sharing cores with other programs."""

WORKING_SECONDS = 0.4
BRIEFLY_WORKING_SECONDS = 0.02
"""The processor time that the server has spent on a request when its client leaves."""

BODY_CAME_TOO_LATE = b"408"
"""The answer where the machine is so busy that sending the request takes all of its time."""

SPARE_THREADS = 4
"""The number of threads that a server may have beyond those at its start: libraries start some at their first use."""


@dataclass(frozen=True)
class Measured:
    """A server and the id of a large data set that it has."""

    server: Server
    dataset: str
    threads: int

    @property
    def seconds(self) -> float:
        """The processor time that its processes have used so far."""
        return processor_seconds(self.server.process_id)

    def seconds_when_quiet(self) -> float:
        """The processor time that its processes have used once they are idle."""
        return processor_seconds_when_quiet(self.server.process_id)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, default_codebook: Path) -> Path:
    folder = tmp_path_factory.mktemp("after-the-answer")
    copytree(default_codebook, folder / "codebooks")
    return folder


@pytest.fixture(scope="module")
def patient(data: Path) -> Iterator[Measured]:
    """A server with no effective time limit for requests."""
    with serving(SLOPELAB, ROOT, {"SLOPELAB_DATA": str(data)}) as server:
        processor_seconds_when_quiet(server.process_id)
        before = threads(server.process_id)
        files = {"archive": archive(5000, 32)}
        uploaded = httpx.post(f"{server.address}/api/datasets", files=files, timeout=300)
        httpx.get(f"{server.address}/api/datasets/digits/samples.png", timeout=300)
        yield Measured(server, uploaded.json()["id"], before)


@pytest.fixture(scope="module")
def hurried(data: Path, patient: Measured) -> Iterator[Measured]:
    """A server that gives requests one second; it has the same data sets."""
    limits = {"SLOPELAB_REQUEST_SECONDS": "1", "SLOPELAB_UPLOAD_SECONDS": "1"}
    with serving(SLOPELAB, ROOT, {"SLOPELAB_DATA": str(data), **limits}) as server:
        httpx.get(f"{server.address}/api/datasets/digits/samples.png", timeout=300)
        yield Measured(server, patient.dataset, threads(server.process_id))


class Client:
    """A client that sends a request and reads the answer without examining it."""

    def __init__(self, measured: Measured, request: httpx.Request) -> None:
        address = urlsplit(measured.server.address)
        self._socket = socket.create_connection((address.hostname, address.port))
        self.answer = b""
        target = request.url.raw_path.decode()
        lines = [f"{request.method} {target} HTTP/1.1", f"host: {address.netloc}"]
        lines += [f"{name}: {value}" for name, value in request.headers.items() if name != "host"]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode() + request.read())
        self._socket.setblocking(False)

    def read(self) -> None:
        """Read what has arrived; store the beginning of the answer."""
        while select.select([self._socket], [], [], 0)[0]:
            some = self._socket.recv(1 << 20)
            self.answer = (self.answer + some)[:2000]
            if not some:
                return

    def go(self) -> None:
        """End the connection, whatever is left to read."""
        self._socket.close()


@contextmanager
def clients(measured: Measured, requests: Iterable[httpx.Request]) -> Iterator[list[Client]]:
    """Clients of a server, which leave when the context ends."""
    with ExitStack() as stack:
        connected = [Client(measured, request) for request in requests]
        for client in connected:
            stack.callback(client.go)
        yield connected


def looks(pause: float = 0.0) -> Iterator[None]:
    """Let a test look again and again until it has seen what it waits for; fails if that never comes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        yield
        time.sleep(pause)
    pytest.fail("what the test waits for never comes")


def operations(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, str]]:
    """The methods and paths of all operations outside of the API."""
    for route in routes:
        if isinstance(route, Route) and not getattr(route, "include_in_schema", True):
            yield from ((method, route.path) for method in (route.methods or set()) - {"HEAD", "OPTIONS"})


def test_every_operation_is_measured_or_computes_nothing() -> None:
    app = create_app()
    of_the_api = {(method.upper(), path) for path, methods in SCHEMA["paths"].items() for method in methods}
    measured = {heavy.operation for heavy in (*LASTING, *BRIEF)}
    told = measured | COMPUTE_NOTHING | COMPUTE_ONCE_FOR_ALL
    assert of_the_api | set(operations(app.routes)) == told
    assert {operation for operation in of_the_api if operation[0] == "POST"} <= measured
    assert measured.isdisjoint(COMPUTE_NOTHING | COMPUTE_ONCE_FOR_ALL)


@pytest.mark.parametrize("heavy", LASTING, ids=str)
def test_work_ends_when_its_client_goes(patient: Measured, heavy: Heavy) -> None:
    used = before = patient.seconds_when_quiet()
    with clients(patient, [heavy.make(patient.dataset)]) as (client,):
        for _ in looks():
            if used - before >= WORKING_SECONDS:
                break
            client.read()
            assert client.answer == b"" or (heavy.is_stream and b" 200 " in client.answer[:20]), client.answer
            used = patient.seconds
    assert patient.seconds_when_quiet() - used <= MAX_SECONDS + TOLERANCE


@pytest.mark.parametrize("heavy", BRIEF, ids=str)
def test_brief_work_ends_when_its_client_goes(patient: Measured, heavy: Heavy) -> None:
    used = before = patient.seconds_when_quiet()
    with clients(patient, [heavy.make(patient.dataset)]) as (client,):
        for _ in looks():
            if used - before >= BRIEFLY_WORKING_SECONDS or client.answer:
                break
            client.read()
            used = patient.seconds
    assert patient.seconds_when_quiet() - used <= MAX_SECONDS + TOLERANCE


@pytest.mark.parametrize("heavy", [heavy for heavy in LASTING if not heavy.is_stream], ids=str)
def test_work_ends_when_its_time_is_up(hurried: Measured, heavy: Heavy) -> None:
    status = BODY_CAME_TOO_LATE
    for _ in looks():
        if status != BODY_CAME_TOO_LATE:
            break
        hurried.seconds_when_quiet()
        with clients(hurried, [heavy.make(hurried.dataset)]) as (client,):
            for _ in looks(pause=0.001):
                client.read()
                if client.answer:
                    break
            answered = hurried.seconds
            status = client.answer.split(b" ")[1]
            assert status in (b"503", b"409", BODY_CAME_TOO_LATE), client.answer
            assert hurried.seconds_when_quiet() - answered <= MAX_SECONDS + TOLERANCE


def test_threads_do_not_pile_up(patient: Measured) -> None:
    """Running operations wait in separate threads, which end some seconds after their work."""
    before = patient.seconds_when_quiet()
    every = [heavy.make(patient.dataset) for heavy in LASTING if heavy.operation != ("POST", "/api/datasets")]
    with clients(patient, every) as connected:
        for _ in looks(pause=0.01):
            if patient.seconds - before >= 5 * WORKING_SECONDS:
                break
            for client in connected:
                client.read()
            assert threads(patient.server.process_id) <= patient.threads + SPARE_THREADS + len(every)
    patient.seconds_when_quiet()
    wait_until(lambda: threads(patient.server.process_id) <= patient.threads + SPARE_THREADS)
