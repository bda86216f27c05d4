"""The stream of a run on a classifier."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from app.scheduling.threads import array_threads
from app.storage.trajectories import trajectory_folder
from app.training.defaults import planned
from app.training.stream import training_lines
from app.training.trained import trajectory_id
from tests.data_folders import use_settings
from tests.training.tasks import BATCHES, request

RUN = request({"dataset": "moons"}, steps=120, start="zeros", optimizers=[BATCHES, {"rule": "adam"}])


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, data=tmp_path)


def lines(from_step: int = 0) -> list[dict[str, Any]]:
    async def collected() -> bytes:
        run, plan = planned(RUN)
        return b"".join([chunk async for chunk in training_lines(run, plan, from_step, array_threads())])

    return [json.loads(line) for line in asyncio.run(collected()).splitlines()]


def of(stream: list[dict[str, Any]], kind: str, optimizer: int) -> list[dict[str, Any]]:
    return [line for line in stream if line["type"] == kind and line["optimizer"] == optimizer]


def column(stream: list[dict[str, Any]], name: str, optimizer: int) -> list[Any]:
    return [value for frame in of(stream, "frame", optimizer) for value in frame[name]]


def test_a_stream_is_a_run_a_classifier_paths_ends_and_done() -> None:
    stream = lines()
    assert [line["type"] for line in stream[:2]] == ["run", "classifier"]
    assert stream[-1] == {"type": "done"}
    for optimizer in range(2):
        assert len(column(stream, "loss", optimizer)) == 121
        (end,) = of(stream, "end", optimizer)
        assert (end["reason"], end["steps"]) == ("steps", 120)
        looks = [line["step"] for line in of(stream, "confusion", optimizer)]
        assert looks == [
            entry for entry, loss in enumerate(column(stream, "test_accuracy", optimizer)) if loss is not None
        ]
        pictures = [line["step"] for line in of(stream, "boundary", optimizer)]
        assert pictures == [*looks[::10], 120] if looks[::10][-1] != 120 else looks[::10]
        seconds = [frame["seconds"] for frame in of(stream, "frame", optimizer)]
        assert seconds == sorted(seconds)
    assert trajectory_folder().load(trajectory_id(planned(RUN)[0], 1)) is not None


def test_what_comes_before_a_step_is_computed_and_not_sent() -> None:
    whole, rest = lines(), lines(50)
    for optimizer in range(2):
        assert column(rest, "gradient_norm", optimizer) == column(whole, "gradient_norm", optimizer)[50:]
        assert of(rest, "end", optimizer) == of(whole, "end", optimizer)
        assert of(rest, "frame", optimizer)[0]["step"] == 50
        late = [line for line in of(whole, "confusion", optimizer) if line["step"] >= 50]
        assert of(rest, "confusion", optimizer) == late
