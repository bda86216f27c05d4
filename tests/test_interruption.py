"""Checkpoints, code that skips them, and properties that hold no lock at them."""

import threading

from app.interruption import checkpoint, checkpoints, computed_once, uninterruptible


class Counter:
    """A hook that counts the checkpoints reached."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


def test_the_hook_is_called_at_each_checkpoint_as_long_as_the_context_lasts() -> None:
    checkpoint()
    outer, inner = Counter(), Counter()
    with checkpoints(outer):
        checkpoint()
        with checkpoints(inner):
            checkpoint()
            checkpoint()
        checkpoint()
    checkpoint()
    assert (outer.count, inner.count) == (2, 2)


def test_what_holds_a_lock_passes_over_its_checkpoints() -> None:
    counter = Counter()
    with checkpoints(counter):
        with uninterruptible():
            checkpoint()
        checkpoint()
    assert counter.count == 1


class Sum:
    """An object that sums its numbers at the first access of their total, after waiting for an event if it has one."""

    def __init__(self, *numbers: int, event: threading.Event | None = None) -> None:
        self.numbers = numbers
        self.event = event
        self.begun = threading.Event()
        self.times = 0

    @computed_once
    def total(self) -> int:
        """The sum of its numbers."""
        self.begun.set()
        if self.event is not None:
            assert self.event.wait(60)
        self.times += 1
        return sum(self.numbers)


def test_a_property_is_computed_once() -> None:
    numbers = Sum(1, 2, 3)
    assert (numbers.total, numbers.total, numbers.times) == (6, 6, 1)
    assert Sum.total.__doc__ == "The sum of its numbers."


def test_no_object_waits_for_the_property_of_another() -> None:
    other_done = threading.Event()
    waiting = Sum(1, event=other_done)
    thread = threading.Thread(target=lambda: waiting.total)
    thread.start()
    assert waiting.begun.wait(60)
    assert Sum(2).total == 2
    other_done.set()
    thread.join(60)
    assert waiting.times == 1
