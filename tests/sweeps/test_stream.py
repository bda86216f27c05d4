"""The stream of a sweep's lines."""

import asyncio
from typing import Any

import orjson

from app.requests.runs import RunRequest
from app.requests.sweeps import SweepRequest
from app.scheduling.turns import Turns
from app.sweeps.stream import sweep_lines

RUN: dict[str, Any] = {
    "objective": {"kind": "expression", "expression": "x**2/2 + 50*y**2"},
    "steps": 300,
    "optimizers": [{"rule": "gradient_descent"}],
}


def sweep(values: list[float], **changes: object) -> SweepRequest:
    body = {"run": {**RUN, **changes}, "setting": "learning_rate", "values": values}
    return SweepRequest.model_validate(body)


def lines_of(specification: SweepRequest) -> list[dict[str, Any]]:
    async def collect() -> list[dict[str, Any]]:
        chunks = [chunk async for chunk in sweep_lines(specification, Turns(1, 0.01))]
        return [orjson.loads(line) for line in b"".join(chunks).splitlines()]

    return asyncio.run(collect())


def test_the_first_line_says_what_was_left_to_defaults_and_can_be_posted_again() -> None:
    first, *_ = lines_of(sweep([0.01]))
    assert first.pop("type") == "sweep"
    assert first["optimizer"] == 0
    assert first["run"] == orjson.loads(orjson.dumps(RunRequest.model_validate(RUN).as_json()))
    assert first["run"]["start"] == [2.5, 2.5]
    assert lines_of(SweepRequest.model_validate(first)) == lines_of(sweep([0.01]))


def test_points_do_not_depend_on_how_long_the_run_is_cut() -> None:
    alone = [line for value in (0.001, 0.015, 0.5) for line in lines_of(sweep([value], steps=30_000))]
    together = lines_of(sweep([0.001, 0.015, 0.5], steps=30_000))
    assert [line for line in together if line["type"] == "point"] == [line for line in alone if line["type"] == "point"]


def test_others_get_their_turn_between_slices() -> None:
    async def share() -> bool:
        threads = Turns(1, 0.01)
        lines = sweep_lines(sweep([0.001] * 20, steps=500_000), threads)
        await anext(lines)
        rest = asyncio.create_task(anext(lines))
        await asyncio.sleep(0)
        await threads.run(lambda: None)
        waiting = not rest.done()
        await rest
        await lines.aclose()
        return waiting

    assert asyncio.run(share())


def test_cancelling_ends_the_work() -> None:
    async def look_and_leave() -> None:
        threads = Turns(1, 0.01)
        lines = sweep_lines(sweep([0.001] * 20, steps=1_000_000), threads)
        await anext(lines)
        rest = asyncio.create_task(anext(lines))
        await asyncio.sleep(0.02)
        rest.cancel()
        await asyncio.gather(rest, return_exceptions=True)
        assert rest.cancelled()
        await threads.run(lambda: None)

    asyncio.run(look_and_leave())


def test_only_learning_rates_have_a_threshold() -> None:
    run = {**RUN, "optimizers": [{"rule": "nesterov", "learning_rate": 0.019}], "steps": 2000}
    stream = lines_of(SweepRequest.model_validate({"run": run, "setting": "momentum", "values": [0.0, 0.9]}))
    assert [line["fate"] for line in stream if line["type"] == "point"] == ["steps", "diverged"]
    assert "threshold" not in {line["type"] for line in stream}
