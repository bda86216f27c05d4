"""Applications in one process: each with its own settings and objects."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.instance import Instance, current_instance, current_settings, one_per_instance
from app.interruption import Interrupted, checkpoint, checkpoints
from app.settings import Settings


def instance(**values: object) -> Instance:
    return Instance(Settings.model_validate(values))


@one_per_instance
def box() -> list[int]:
    return []


def test_each_application_has_its_own_settings_and_objects() -> None:
    one, other = instance(max_steps=5), instance(max_steps=6)
    with one.current():
        assert current_settings().max_steps == 5
        first = box()
        with other.current():
            assert current_settings().max_steps == 6
            assert box() is not first
        assert box() is first
    assert current_instance() is not one


def test_threads_that_ask_at_once_have_the_same_object() -> None:
    made, both = instance(), threading.Barrier(8)

    def ask(_: int) -> list[int]:
        both.wait()
        with made.current():
            return box()

    with ThreadPoolExecutor(8) as threads:
        boxes = list(threads.map(ask, range(8)))
    assert all(one is boxes[0] for one in boxes)


def test_an_object_that_is_there_is_had_while_another_is_made() -> None:
    made, begun, done = instance(), threading.Event(), threading.Event()

    @one_per_instance
    def slow() -> bool:
        begun.set()
        return done.wait(20)

    def make_slowly() -> bool:
        with made.current():
            return slow()

    with made.current(), ThreadPoolExecutor(1) as threads:
        before = box()
        making = threads.submit(make_slowly)
        begun.wait(60)
        assert box() is before
        done.set()
        assert making.result()


def test_work_does_not_wait_for_its_turn_while_it_makes_an_object() -> None:
    @one_per_instance
    def with_a_checkpoint() -> int:
        checkpoint()
        return 1

    def interrupt() -> None:
        raise Interrupted

    with instance().current(), checkpoints(interrupt):
        assert with_a_checkpoint() == 1
        with pytest.raises(Interrupted):
            checkpoint()
