"""An open-loop client: it sends requests at a fixed rate, whether the server keeps up or not.

Run as a separate process, ``python -m benchmarks.open_loop ADDRESS RATE SECONDS``, it prints its report as JSON.
"""

import asyncio
import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

RUN = {
    "objective": {"kind": "surface", "id": "beale"},
    "start": [0.75, 1.5],
    "steps": 300,
    "optimizers": [
        {"rule": "gradient_descent", "learning_rate": 0.01},
        {"rule": "momentum", "learning_rate": 0.01},
        {"rule": "adam", "learning_rate": 0.3},
        {"rule": "random_search"},
    ],
}
"""The first run of the landscapes page."""


@dataclass(frozen=True)
class LoadReport:
    """A client's report.

    Attributes:
        completed: complete answers a second.
        refused: answers a second with the status 503.
        failed: broken connections a second.
        first_frame_p95: the seconds from the planned time of a request to its first frame, over complete answers.
        client_seconds: the client's own processor time a second.
    """

    completed: float
    refused: float
    failed: float
    first_frame_p95: float
    client_seconds: float


class Client:
    """A client that sends one request repeatedly, over as many connections as it needs."""

    def __init__(self, address: str, path: str, body: bytes) -> None:
        url = urlsplit(address)
        self._host, self._port = str(url.hostname), url.port
        self._request = (
            f"POST {path} HTTP/1.1\r\nhost: {url.netloc}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\n\r\n"
        ).encode() + body
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.first_frames: list[float] = []
        self.refused = self.failed = 0

    async def ask(self, planned: float) -> None:
        """Send the request and read its answer.

        Args:
            planned: the loop's time from which the duration of the answer counts.
        """
        try:
            reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection(self._host, self._port)
            writer.write(self._request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            first = await self._read_body(reader, head)
        except (OSError, asyncio.IncompleteReadError):
            self.failed += 1
            return
        if head.startswith(b"http/1.1 200"):
            self.first_frames.append(first - planned)
        else:
            self.refused += 1
        if b"connection: close" in head:
            writer.close()
        else:
            self._idle.append((reader, writer))

    async def _read_body(self, reader: asyncio.StreamReader, head: bytes) -> float:
        """Read the whole body of an answer, and return the time at which its first part arrived."""
        loop = asyncio.get_running_loop()
        if b"transfer-encoding" not in head:
            length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
            await reader.readexactly(length)
            return loop.time()
        first = 0.0
        received = b""
        while size := int(await reader.readline(), 16):
            received += (await reader.readexactly(size + 2))[:4000]
            if not first and b'"frame"' in received:
                first = loop.time()
        await reader.readline()
        return first

    def close(self) -> None:
        for _, writer in self._idle:
            writer.close()


async def load(address: str, path: str, rate: float, seconds: float) -> LoadReport:
    """Send the default run at a rate for some seconds, evenly spaced."""
    client = Client(address, path, json.dumps(RUN).encode())
    loop = asyncio.get_running_loop()
    began, requests = loop.time(), []
    for number in range(int(rate * seconds)):
        planned = began + number / rate
        if (wait := planned - loop.time()) > 0:
            await asyncio.sleep(wait)
        requests.append(asyncio.create_task(client.ask(planned)))
    await asyncio.wait(requests, timeout=30)
    spent = loop.time() - began
    client.close()
    times = sorted(client.first_frames) or [float("inf")]
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return LoadReport(
        len(client.first_frames) / spent,
        client.refused / spent,
        client.failed / spent,
        times[int(0.95 * len(times))],
        (usage.ru_utime + usage.ru_stime) / spent,
    )


def main() -> None:
    address, rate, seconds = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    path = sys.argv[4] if len(sys.argv) > 4 else "/api/runs"
    time.sleep(0.2)
    print(json.dumps(asdict(asyncio.run(load(address, path, rate, seconds)))))


if __name__ == "__main__":
    main()
