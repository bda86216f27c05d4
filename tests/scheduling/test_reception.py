"""The files that are given up when more is sent than there is memory for."""

import asyncio
from collections.abc import Callable

import pytest

from app.scheduling.claims import Visitor, begin_request
from app.scheduling.reception import GivenUpError, Reception, ReceptionMemory


class Sending:
    """A file that a visitor sends, with the number of bytes that have arrived."""

    def __init__(self, memory: ReceptionMemory, address: str, size: int, browser: str = "") -> None:
        self.reception: Reception | None = None
        self.task = asyncio.create_task(self._send(memory, Visitor(address, browser), size))

    async def _send(self, memory: ReceptionMemory, visitor: Visitor, size: int) -> None:
        begin_request(visitor)
        with memory.reception() as self.reception:
            memory.add(self.reception, size)
            await asyncio.Event().wait()

    @property
    def is_given_up(self) -> bool:
        return self.task.done() and isinstance(self.task.exception(), GivenUpError)


def given_up(send: Callable[[ReceptionMemory], list[Sending]], max_bytes: int = 100) -> list[bool]:
    """Return, for each of the files sent one after the other, whether it is given up."""

    async def run() -> list[bool]:
        memory = ReceptionMemory(max_bytes)
        sent = []
        for sending in send(memory):
            sent.append(sending)
            for _ in range(5):
                await asyncio.sleep(0)
        result = [sending.is_given_up for sending in sent]
        for sending in sent:
            sending.task.cancel()
        await asyncio.gather(*(sending.task for sending in sent), return_exceptions=True)
        assert memory.bytes == 0
        return result

    return asyncio.run(run())


def test_alone_a_visitor_may_take_everything() -> None:
    assert given_up(lambda memory: [Sending(memory, "a", 60), Sending(memory, "a", 40)]) == [False, False]


def test_the_largest_of_the_address_that_takes_most_is_given_up() -> None:
    def send(memory: ReceptionMemory) -> list[Sending]:
        return [Sending(memory, "a", 40), Sending(memory, "a", 30), Sending(memory, "b", 30), Sending(memory, "c", 35)]

    assert given_up(send) == [True, False, False, False]


def test_within_an_address_it_is_that_of_the_browser_that_takes_most() -> None:
    def send(memory: ReceptionMemory) -> list[Sending]:
        sizes = [(31, "x"), (35, "y"), (29, "x"), (20, "z")]
        return [Sending(memory, "a", size, browser) for size, browser in sizes]

    assert given_up(send) == [True, False, False, False]


def test_whoever_takes_most_makes_room_for_themselves() -> None:
    assert given_up(lambda memory: [Sending(memory, "a", 60), Sending(memory, "b", 70)]) == [False, True]


def test_what_is_worked_on_stays() -> None:
    async def run() -> None:
        memory = ReceptionMemory(100)
        first = Sending(memory, "a", 80)
        await asyncio.sleep(0)
        assert first.reception is not None
        first.reception.is_worked_on = True
        second = Sending(memory, "b", 30)
        with pytest.raises(GivenUpError):
            await second.task
        assert not first.task.done()
        first.task.cancel()

    asyncio.run(run())
