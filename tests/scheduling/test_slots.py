"""Slots in fair order."""

import asyncio

import pytest

from app.scheduling.claims import Visitor, begin_request
from app.scheduling.slots import Slots, StartTimeoutError
from tests.scheduling.simultaneous import Simultaneous


async def use(slots: Slots, address: str, order: list[str], seconds: float = 0.0) -> None:
    begin_request(Visitor(address, ""))
    async with slots.slot():
        order.append(address)
        await asyncio.sleep(seconds)


def test_no_more_are_taken_than_there_are() -> None:
    async def test() -> int:
        slots, taken = Slots(2), Simultaneous()

        async def take() -> None:
            async with slots.slot():
                with taken:
                    await asyncio.sleep(0)

        await asyncio.gather(*(take() for _ in range(9)))
        return taken.maximum

    assert asyncio.run(test()) == 2


def test_visitors_take_turns() -> None:
    async def test() -> list[str]:
        slots = Slots(1)
        order: list[str] = []
        many = [asyncio.create_task(use(slots, "many", order, 0.01)) for _ in range(6)]
        await asyncio.sleep(0)
        await asyncio.gather(*many, *(asyncio.create_task(use(slots, "few", order, 0.01)) for _ in range(2)))
        return order

    order = asyncio.run(test())
    assert [place for place, address in enumerate(order) if address == "few"][-1] <= 4


def test_who_stops_waiting_leaves_the_slot_to_the_next() -> None:
    async def test() -> list[str]:
        slots = Slots(1)
        order: list[str] = []
        first = asyncio.create_task(use(slots, "first", order, 0.05))
        await asyncio.sleep(0)
        second = asyncio.create_task(use(slots, "second", order))
        third = asyncio.create_task(use(slots, "third", order))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(first, second, third, return_exceptions=True)
        await use(slots, "last", order)
        return order

    assert asyncio.run(test()) == ["first", "third", "last"]


def test_patience_ends() -> None:
    async def test() -> list[str]:
        slots = Slots(1)
        order: list[str] = []
        first = asyncio.create_task(use(slots, "first", order, 0.2))
        await asyncio.sleep(0)
        with pytest.raises(StartTimeoutError):
            async with slots.slot(0.01):
                pass
        await first
        await use(slots, "last", order)
        return order

    assert asyncio.run(test()) == ["first", "last"]


def test_the_wait_to_expect_grows_with_those_who_come_before() -> None:
    async def test() -> tuple[float, float, float]:
        slots = Slots(1)
        order: list[str] = []
        await use(slots, "first", order, 0.05)
        idle = slots.expected_wait()
        working = asyncio.create_task(use(slots, "first", order, 0.05))
        await asyncio.sleep(0)
        one = slots.expected_wait()
        waiting = asyncio.create_task(use(slots, "other", order, 0.05))
        await asyncio.sleep(0)
        two = slots.expected_wait()
        await asyncio.gather(working, waiting)
        return idle, one, two

    idle, one, two = asyncio.run(test())
    assert idle == 0
    assert 0 < one < two


@pytest.mark.parametrize("has_turn", [False, True])
def test_who_stops_waiting_changes_nothing_about_how_many_slots_there_are(has_turn: bool) -> None:
    """Whether the turn had come already when the waiting ended, or had not."""

    async def test() -> int:
        slots, taken = Slots(1), Simultaneous()

        async def take() -> None:
            async with slots.slot():
                with taken:
                    await asyncio.sleep(0.005)

        async with slots.slot():
            leaving = asyncio.create_task(take())
            await asyncio.sleep(0.001)
            if not has_turn:
                leaving.cancel()
                await asyncio.sleep(0.001)
        leaving.cancel()
        async with asyncio.timeout(10):
            await asyncio.gather(*(take() for _ in range(5)))
        return taken.maximum

    assert asyncio.run(test()) == 1
