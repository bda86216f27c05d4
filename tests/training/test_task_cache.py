"""Tasks, each prepared once for all who ask at the same time."""

import asyncio

import pytest

from app.training import task_cache
from app.training.task import TrainingPlan, TrainingTask, training_plan, training_plan_on
from app.training.task_cache import task_events
from tests.data_folders import use_settings
from tests.training.tasks import images, request

PLAN = training_plan(request({"dataset": "moons"}).objective)


async def task_of(plan: TrainingPlan) -> TrainingTask:
    *_, task = [event async for event in task_events(plan)]
    assert isinstance(task, TrainingTask)
    return task


def prepared(*plans: TrainingPlan) -> list[TrainingTask]:
    """The tasks of plans, one after the other."""

    async def each() -> list[TrainingTask]:
        return [await task_of(plan) for plan in plans]

    return asyncio.run(each())


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch)


def test_a_task_is_prepared_once() -> None:
    first, again = prepared(PLAN, PLAN)
    assert first is again


def test_all_who_ask_at_the_same_time_get_the_same() -> None:
    async def both() -> list[TrainingTask]:
        return list(await asyncio.gather(task_of(PLAN), task_of(PLAN)))

    first, second = asyncio.run(both())
    assert first is second


def test_other_classifiers_and_other_data_have_tasks_of_their_own() -> None:
    other = training_plan(request({"dataset": "moons", "regularization": 0.5}).objective)
    assert prepared(PLAN, other)[0] is not prepared(PLAN, other)[1]
    specification = request({"dataset": "a-set"}).objective
    before, after = (training_plan_on(images(), specification) for _ in range(2))
    first, second = prepared(before, after)
    assert first is not second
    assert second.plan.split is after.split


@pytest.mark.parametrize(("room", "kept"), [(2.0, True), (1.5, False)])
def test_the_latest_that_fit_are_cached(monkeypatch: pytest.MonkeyPatch, room: float, kept: bool) -> None:
    (task,) = prepared(PLAN)
    use_settings(monkeypatch, feature_cache_bytes=int(room * task.features.bytes))
    other = training_plan(request({"dataset": "moons", "regularization": 0.5}).objective)
    first, _, again = prepared(PLAN, other, PLAN)
    assert (first is again) is kept


def test_built_in_data_are_prepared_to_the_end_though_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask_and_leave(plan: TrainingPlan) -> bool:
        asking = asyncio.create_task(task_of(plan))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        asking.cancel()
        for _ in range(200):
            await asyncio.sleep(0.01)
            if task_cache._cache().get(plan.key) is not None:
                return True
        return False

    assert asyncio.run(ask_and_leave(PLAN))
