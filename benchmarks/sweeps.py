"""Sweeps over HTTP, from the request to the last line."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import httpx
import numpy as np
import orjson

from benchmarks.measurement import Measurement, median_seconds, millions, milliseconds, seconds
from tests.servers import Server

RATES = np.geomspace(1e-4, 1e-1, 41).tolist()
STEPS = 300
MOMENTA = np.linspace(0.0, 0.95, 20).tolist()
MANY_STEPS = 400_000
TWO_OVER_L = 0.02


def measurements(server: Server) -> Iterator[Measurement]:
    """The picture of the cliff, and the steps a second of a long sweep in which nothing ends early."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        cliff = partial(_sweep, client, "gradient_descent", "learning_rate", RATES, STEPS)
        what = f"sweep of {len(RATES)} learning rates × {STEPS} steps over HTTP"
        yield Measurement(what, milliseconds(median_seconds(cliff, repetitions=20)), "≤ 30 ms")
        *_, threshold, _ = map(orjson.loads, cliff().splitlines())
        yield Measurement("the threshold it finds / 2/L", f"{threshold['high'] / TWO_OVER_L:.4f}", "within 1 %")
        long = partial(_sweep, client, "momentum", "momentum", MOMENTA, MANY_STEPS)
        rate = len(MOMENTA) * MANY_STEPS / min(seconds(long) for _ in range(2))
        yield Measurement(f"sweep of {len(MOMENTA)} momenta × {MANY_STEPS:,} steps", millions(rate), "≥ 1.5 M/s")


def _sweep(client: httpx.Client, rule: str, setting: str, values: Sequence[float], steps: int) -> str:
    """The lines of a sweep."""
    run: dict[str, Any] = {
        "objective": {"kind": "expression", "expression": "x**2/2 + 50*y**2"},
        "start": [1, 1],
        "steps": steps,
        "optimizers": [{"rule": rule}],
    }
    answer = client.post("/api/sweeps", json={"run": run, "setting": setting, "values": values})
    assert answer.text.endswith('{"type":"done"}\n')
    return answer.text
