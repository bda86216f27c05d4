"""Prints the table of measurements, row by row as they are made."""

import os
import platform
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from benchmarks import (
    accuracy,
    basins,
    engine,
    features,
    landscapes,
    language,
    load,
    page,
    streams,
    sweeps,
    training,
    words,
)
from benchmarks.measurement import Measurement
from tests.conftest import ROOT, SLOPELAB
from tests.servers import serving

WIDTHS = (52, 14)


def main() -> None:
    """Measure everything, the engine first while nothing else runs."""
    print(machine())
    print()
    rooms = (engine, basins, landscapes, language, accuracy, features, words, training)
    show(chain.from_iterable(room.measurements() for room in rooms))
    with serving(SLOPELAB, ROOT) as server:
        asked = (
            streams.measurements,
            sweeps.measurements,
            language.refusals,
            features.readings,
            load.measurements,
            load.runs_a_second,
            training.crowd,
            page.measurements,
        )
        show(chain.from_iterable(measure(server) for measure in asked))


def show(measurements: Iterable[Measurement]) -> None:
    """Print a row for each measurement: its subject, the figure, and the promised figure."""
    for row in measurements:
        print(f"{row.what:<{WIDTHS[0]}}{row.measured:>{WIDTHS[1]}}   {row.promised}", flush=True)


def machine() -> str:
    """Describe the machine on which the figures were measured."""
    models = (
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    )
    return f"{next(models, platform.processor())}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
