"""Trained classifiers, each trained once, and their stored paths."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from app.storage.trajectories import Trajectory
from app.training.task import TrainingPlan, training_plan
from app.training.trained import (
    Progress,
    Trained,
    save_trajectory,
    trained_classifier_events,
    trajectory_events,
    trajectory_id,
)
from tests.data_folders import use_settings
from tests.training.tasks import images, request, task_on

RUN = request({"dataset": "moons"}, steps=30)


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, data=tmp_path)


def trained(plan: TrainingPlan) -> tuple[list[Progress], Trained]:
    async def collected() -> list[Progress | Trained]:
        return [event async for event in trained_classifier_events(RUN, plan)]

    *progress, last = asyncio.run(collected())
    assert isinstance(last, Trained)
    return [event for event in progress if isinstance(event, Progress)], last


def test_it_is_trained_once_and_read_from_the_disk_after_that() -> None:
    plan = training_plan(RUN.objective)
    progress, first = trained(plan)
    assert {event.stage for event in progress} == {"train"}
    shares = [event.share for event in progress]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    nothing, again = trained(plan)
    assert nothing == []
    np.testing.assert_array_equal(again.trajectory.weights, first.trajectory.weights)
    assert first.trajectory.entries[-1] == 30
    assert first.task.plan.split is plan.split


def test_a_path_does_not_depend_on_the_other_optimizers() -> None:
    two = request({"dataset": "moons"}, steps=30, optimizers=[{"rule": "adam"}, *RUN.model_dump()["optimizers"]])
    assert trajectory_id(two, 1) == trajectory_id(RUN, 0) != trajectory_id(two, 0)


def test_where_nothing_can_be_stored_it_is_trained_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "trajectories").write_bytes(b"")
    task = task_on(images())
    *_, path = trajectory_events(RUN, task)
    assert isinstance(path, Trajectory)
    save_trajectory(RUN, 0, path)


def test_features_come_first() -> None:
    run = request({"dataset": "patches", "feature": "words"}, steps=1)

    async def first() -> Progress | Trained:
        events = trained_classifier_events(run, training_plan(run.objective))
        try:
            return await anext(events)
        finally:
            await events.aclose()

    use = asyncio.run(first())
    assert isinstance(use, Progress)
    assert use.stage == "extract"
    assert 0 < use.share < 0.5
