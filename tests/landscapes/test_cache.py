"""Landscapes, each computed once for all concurrent requests."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.landscapes import cache
from app.landscapes.cache import landscape_events
from app.landscapes.costs import Counts
from app.landscapes.landscape import ClassifierLandscape
from app.requests.landscapes import ClassifierLandscapeRequest
from app.training.task import training_plan
from app.training.trained import Progress
from tests.data_folders import use_settings
from tests.landscapes.tasks import landscape_request

COUNTS = Counts(5, 5, 4, False)


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_settings(monkeypatch, data=tmp_path, max_cached_landscapes=2)


def computed(*requests: ClassifierLandscapeRequest, counts: Counts = COUNTS) -> list[tuple[set[str], Any]]:
    """The stages and the landscape of each request, one after the other."""

    async def each() -> list[tuple[set[str], Any]]:
        found: list[tuple[set[str], Any]] = []
        for request in requests:
            plan = training_plan(request.run.objective)
            *progress, last = [event async for event in landscape_events(request, plan, counts)]
            found.append(({event.stage for event in progress if isinstance(event, Progress)}, last))
        return found

    return asyncio.run(each())


def test_it_is_trained_and_computed_once() -> None:
    (stages, first), (nothing, again) = computed(landscape_request(), landscape_request())
    assert "train" in stages
    assert isinstance(first, ClassifierLandscape)
    assert again is first
    assert nothing == set()


def test_each_optimizer_and_each_plane_has_its_own() -> None:
    (_, first), (stages, second), (_, third) = computed(
        landscape_request(), landscape_request(optimizer=1), landscape_request("pca")
    )
    assert "train" in stages
    assert first.loss.tolist() != second.loss.tolist()
    assert first.loss.tolist() != third.loss.tolist()


def test_only_the_latest_are_cached() -> None:
    requests = [landscape_request(plane) for plane in ("random", "pca", "hessian")]
    results = computed(*requests, *requests[:1:-1], requests[0])
    assert results[3][1] is results[2][1]
    assert results[4][1] is not results[0][1]


def test_long_landscapes_wait_only_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []

    def noted(name: str, make: Callable[[], Any]) -> Any:
        used.append(name)
        return make()

    for name in ("_landscapes", "_long_landscapes"):
        monkeypatch.setattr(cache, name, partial(noted, name, getattr(cache, name)))
    computed(landscape_request())
    computed(landscape_request(), counts=Counts(5, 5, 4, True))
    assert used == ["_landscapes", "_long_landscapes"]
