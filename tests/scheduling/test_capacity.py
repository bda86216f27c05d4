"""Admission of visitors."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from app.scheduling.capacity import Capacity, OverCapacityError, Place
from app.scheduling.claims import Visitor, begin_request


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def in_a_loop(test: Callable[[], None]) -> None:
    async def run() -> None:
        test()

    asyncio.run(run())


def take(stack: ExitStack, capacity: Capacity, address: str, browser: str = "", most: int = 1000) -> int:
    """Count the places that a visitor gets of those requested."""
    begin_request(Visitor(address, browser))
    for taken in range(most):
        try:
            stack.enter_context(capacity.place())
        except OverCapacityError:
            return taken
    return most


def test_places_are_given_back(stack: ExitStack) -> None:
    capacity = Capacity(2, 5.0)

    def test() -> None:
        for _ in range(3):
            with capacity.place(), capacity.place():
                with pytest.raises(OverCapacityError), capacity.place():
                    pass
                assert capacity.held == 2
        assert capacity.held == 0

    in_a_loop(test)


def test_alone_an_address_may_take_everything_and_leaves_a_share_to_each_other(stack: ExitStack) -> None:
    capacity = Capacity(8, 5.0)

    def test() -> None:
        assert take(stack, capacity, "crowd") == 8
        assert take(stack, capacity, "second") == 4
        assert take(stack, capacity, "crowd") == 0
        assert take(stack, capacity, "third") == 3
        assert take(stack, capacity, "second") == 0

    in_a_loop(test)


def test_a_browser_has_its_share_of_what_its_address_may_take(stack: ExitStack) -> None:
    capacity = Capacity(8, 5.0)

    def test() -> None:
        assert take(stack, capacity, "school", "pupil 1") == 8
        assert take(stack, capacity, "school", "pupil 2") == 2
        assert take(stack, capacity, "home") == 4

    in_a_loop(test)


def test_many_browsers_of_one_address_leave_room_to_other_addresses(stack: ExitStack) -> None:
    capacity = Capacity(8, 5.0)

    def test() -> None:
        for browser in range(50):
            take(stack, capacity, "liar", str(browser))
        assert capacity.held == 10
        assert take(stack, capacity, "honest") == 4

    in_a_loop(test)


def test_there_is_an_end_to_what_is_let_in(stack: ExitStack) -> None:
    capacity = Capacity(8, 5.0)

    def test() -> None:
        for address in range(100):
            take(stack, capacity, str(address))
        assert capacity.held == 16

    in_a_loop(test)


def test_what_waits_for_its_client_gives_its_place_to_who_needs_one() -> None:
    ended: list[Place] = []

    async def test() -> None:
        capacity = Capacity(2, 0.0)
        begin_request(Visitor("unread", ""))
        with capacity.place() as unread, capacity.place() as read:
            unread.give_up = lambda: ended.append(unread)
            with unread.stalled():
                with capacity.place():
                    assert ended == [unread]
                    assert capacity.held == 2
                with capacity.place():
                    pass
            assert read.stalled_since is None

    asyncio.run(test())
    assert len(ended) == 1


def test_it_is_not_given_up_before_its_time() -> None:
    async def test() -> None:
        capacity = Capacity(1, 60.0)
        with capacity.place() as place, place.stalled(), pytest.raises(OverCapacityError), capacity.place():
            pass

    asyncio.run(test())


def test_of_those_who_wait_for_their_clients_the_longest_gives_way() -> None:
    ended: list[str] = []

    async def test() -> None:
        capacity = Capacity(2, 0.0)
        with capacity.place() as later, capacity.place() as earlier:
            later.give_up = lambda: ended.append("later")
            earlier.give_up = lambda: ended.append("earlier")
            later.stalled_since, earlier.stalled_since = 0.2, 0.1
            with capacity.place():
                assert ended == ["earlier"]

    asyncio.run(test())


def test_an_address_is_known_again_by_its_text(stack: ExitStack) -> None:
    capacity = Capacity(4, 5.0)

    def test() -> None:
        assert take(stack, capacity, "crowd") == 4
        assert take(stack, capacity, "other") == 2
        assert take(stack, capacity, "".join(("ot", "her"))) == 0

    in_a_loop(test)
