"""The order of a fair queue."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.scheduling import fair_queue
from app.scheduling.fair_queue import MAX_IDLE, Claim, FairQueue


@pytest.fixture(autouse=True)
def nobody_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Extend the grace period, so that even on a slow machine an immediate new item counts as immediate."""
    monkeypatch.setattr(fair_queue, "GRACE_SECONDS", 1e9)


def claim(path: str, arrived: int = 0, urgent: bool = True) -> Claim:
    return Claim(tuple(path.split("/")), arrived, urgent)


def served(paths: list[str], lengths: dict[str, float], turns: int) -> dict[str, float]:
    """The time that each path has used after some turns, when each queues again as soon as it was served."""
    queue: FairQueue[str] = FairQueue()
    for path in paths:
        queue.push(claim(path), path)
    had = dict.fromkeys(paths, 0.0)
    for _ in range(turns):
        following = queue.pop()
        assert following is not None
        had[following] += lengths[following]
        queue.finished(claim(following), lengths[following])
        queue.push(claim(following), following)
    return had


def test_shares_are_equal_in_time_not_in_turns() -> None:
    had = served(["a", "b"], {"a": 50.0, "b": 1.0}, 1000)
    assert abs(had["a"] - had["b"]) <= 50


def test_shares_are_equal_between_addresses_then_between_their_browsers() -> None:
    paths = ["a/1", "b/1", "b/2", "b/3"]
    had = served(paths, dict.fromkeys(paths, 1.0), 600)
    assert had["a/1"] == 300
    assert [had[f"b/{browser}"] for browser in (1, 2, 3)] == [100, 100, 100]


def test_alone_somebody_has_everything() -> None:
    assert served(["a/1"], {"a/1": 1.0}, 10)["a/1"] == 10


def turns_of(queue: FairQueue[str], turns: int) -> list[str]:
    """List whose turn it was, when all queue again at once; each turn is a second long."""
    order = []
    for _ in range(turns):
        path = queue.pop()
        assert path is not None
        order.append(path)
        queue.finished(claim(path), 1.0)
        queue.push(claim(path), path)
    return order


def test_time_that_was_not_used_is_not_saved_up() -> None:
    queue: FairQueue[str] = FairQueue()
    queue.push(claim("a"), "a")
    turns_of(queue, 100)
    queue.push(claim("b"), "b")
    assert turns_of(queue, 10).count("b") in (5, 6)


def test_who_asks_anew_for_each_turn_gets_no_more_than_who_waits_on() -> None:
    queue: FairQueue[str] = FairQueue()
    queue.push(claim("waits"), "waits")
    queue.push(claim("asks"), "asks")
    assert abs(turns_of(queue, 100).count("asks") - 50) <= 1


def test_claims_of_one_path_come_in_order_of_arrival() -> None:
    queue: FairQueue[int] = FairQueue()
    for arrived in (3, 1, 2):
        queue.push(claim("a", arrived), arrived)
    assert [queue.pop(), queue.pop(), queue.pop(), queue.pop()] == [1, 2, 3, None]


def test_what_is_not_urgent_comes_last() -> None:
    queue: FairQueue[str] = FairQueue()
    queue.push(claim("learning", urgent=False), "learning")
    queue.push(claim("a"), "a")
    assert [queue.pop(), queue.pop()] == ["a", "learning"]


def test_what_is_removed_does_not_come() -> None:
    queue: FairQueue[str] = FairQueue()
    queue.push(claim("a"), "a")
    assert queue.remove(claim("a"), "a")
    assert not queue.remove(claim("a"), "a")
    assert queue.pop() is None
    assert len(queue) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.floats(0.001, 1.0)), min_size=1, max_size=60))
def test_everything_that_waits_comes_once(asked: list[tuple[int, int, float]]) -> None:
    queue: FairQueue[int] = FairQueue()
    for number, (address, browser, _) in enumerate(asked):
        queue.push(claim(f"{address}/{browser}", number), number)
    order = []
    while (served := queue.pop()) is not None:
        order.append(served)
        address, browser, seconds = asked[served]
        queue.finished(claim(f"{address}/{browser}", served), seconds)
    assert sorted(order) == list(range(len(asked)))
    assert len(queue) == 0


def test_what_is_idle_is_forgotten() -> None:
    queue: FairQueue[int] = FairQueue()
    for number in range(10 * MAX_IDLE):
        queue.push(claim(f"visitor {number}/browser/stream {number}"), number)
        queue.pop()
        queue.finished(claim(f"visitor {number}/browser/stream {number}"), 1.0)
    assert len(queue._roots[True].children) < 3 * MAX_IDLE
