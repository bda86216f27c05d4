"""Threads on which the work of all visitors takes turns, each for a slice of time.

A few threads compute at a time. A turn ends with its work, or at the first checkpoint after its slice of time if other
work waits; the work then waits, in its thread, for its next turn. A `FairQueue` decides which work is next.

Abandoned work ends at its next checkpoint, so that no work continues after its answer for more than one part.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from typing import ParamSpec, TypeVar

from app.interruption import Interrupted, checkpoints
from app.scheduling.claims import current_claim
from app.scheduling.fair_queue import Claim, FairQueue

P = ParamSpec("P")
T = TypeVar("T")

IDLE_SECONDS = 5.0
"""The time that a thread waits for new work before it ends."""


@dataclass(eq=False)
class _Task:
    """Work that waits for its turn, or has it.

    Attributes:
        claim: the claim of its turn, or of the turn for which it waits.
        next_claim: the claim of the turn after that.
        perform: does the work and reports the outcome.
        resumed: set when the work, waiting in its thread, should continue: with a turn, or cancelled without one.
        began, began_at: the processor time of its thread when its turn began, and the time on the clock.
    """

    claim: Claim
    next_claim: Claim
    perform: Callable[[], None]
    resumed: threading.Event = field(default_factory=threading.Event)
    started: bool = False
    has_turn: bool = False
    cancelled: bool = False
    began: float = 0.0
    began_at: float = 0.0

    def begin_turn(self) -> None:
        self.began, self.began_at = time.thread_time(), time.perf_counter()

    def has_had(self, seconds: float) -> bool:
        """Whether its turn has taken this much processor time; the clock is read first, which is much faster."""
        return time.perf_counter() - self.began_at >= seconds and time.thread_time() - self.began >= seconds


@dataclass(eq=False)
class _IdleThread:
    """A thread that waits for work; ``task`` is the task assigned to it."""

    task: _Task | None = None
    woken: threading.Event = field(default_factory=threading.Event)


class Turns:
    """Threads for work of one kind.

    Args:
        at_once: the number of threads that compute at a time.
        slice_seconds: the processor time after which a turn ends if other work waits.
    """

    def __init__(self, at_once: int, slice_seconds: float) -> None:
        self._at_once = at_once
        self._slice_seconds = slice_seconds
        self._lock = threading.Lock()
        self._queue: FairQueue[_Task] = FairQueue()
        self._tasks: set[_Task] = set()
        self._taken = 0
        self._idle: list[_IdleThread] = []

    async def run(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Run a function on one of the threads, in turns of the current claim, and return its result.

        If this is cancelled, the work ends at its next checkpoint, without being waited for.

        Raises:
            Exception: whatever the function raises.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        claim = current_claim()
        work = partial(copy_context().run, function, *arguments, **named)
        task = _Task(claim, claim, partial(_report, work, future, loop))
        with self._lock:
            self._tasks.add(task)
            self._queue.push(task.claim, task)
            if self._taken < self._at_once:
                self._start(self._next())
        try:
            return await future
        except asyncio.CancelledError:
            self._cancel(task)
            raise

    def replace_claim(self, old: Claim, new: Claim) -> None:
        """Let the work that runs under a claim continue under another."""
        with self._lock:
            for task in self._tasks:
                if task.next_claim == old:
                    task.next_claim = new
                    if self._queue.remove(task.claim, task):
                        self._push(task)

    def _push(self, task: _Task) -> None:
        """Let a task wait for its next turn; needs the lock."""
        task.claim = task.next_claim
        self._queue.push(task.claim, task)

    def _cancel(self, task: _Task) -> None:
        with self._lock:
            task.cancelled = True
            if self._queue.remove(task.claim, task):
                task.resumed.set()
                if not task.started:
                    self._tasks.discard(task)

    def _next(self) -> _Task | None:
        """Give the free turn to the next task and return it; needs the lock."""
        task = self._queue.pop()
        if task is not None:
            self._taken += 1
            task.has_turn = True
        return task

    def _start(self, task: _Task | None) -> None:
        """Start a task that has a turn on another thread; needs the lock."""
        if task is None:
            return
        if task.started:
            task.resumed.set()
        elif self._idle:
            thread = self._idle.pop()
            thread.task = task
            thread.woken.set()
        else:
            threading.Thread(target=self._serve, args=(task,), name="slopelab-turns", daemon=True).start()

    def _end_turn(self, task: _Task) -> None:
        """End the turn of a task, which must have one; needs the lock."""
        self._queue.finished(task.claim, time.thread_time() - task.began)
        self._taken -= 1
        task.has_turn = False

    def _serve(self, task: _Task | None) -> None:
        """Run one task after another on this thread, until none arrives for a while."""
        while task is not None:
            task.started = True
            task.begin_turn()
            with suppress(Interrupted), checkpoints(partial(self._at_checkpoint, task)):
                task.perform()
            task = self._task_after(task) or self._assigned_task()

    def _task_after(self, task: _Task) -> _Task | None:
        """Return the task with which this thread continues after another; None if nothing waits or it has a thread."""
        with self._lock:
            self._tasks.discard(task)
            if not task.has_turn:
                return None
            self._end_turn(task)
            following = self._next()
            if following is None or not following.started:
                return following
            self._start(following)
            return None

    def _assigned_task(self) -> _Task | None:
        """Wait for the next task of this thread; None if that takes too long."""
        thread = _IdleThread()
        with self._lock:
            self._idle.append(thread)
        thread.woken.wait(IDLE_SECONDS)
        with self._lock:
            if thread.task is None:
                self._idle.remove(thread)
        return thread.task

    def _at_checkpoint(self, task: _Task) -> None:
        if not task.cancelled and task.has_had(self._slice_seconds):
            self._await_turn(task)
        if task.cancelled:
            raise Interrupted

    def _await_turn(self, task: _Task) -> None:
        """End the turn of this thread's task, and return when it has its next turn or is cancelled."""
        with self._lock:
            self._end_turn(task)
            task.resumed.clear()
            self._push(task)
            following = self._next()
            if following is not task:
                self._start(following)
        if following is not task:
            task.resumed.wait()
        task.begin_turn()


def _report(work: Callable[[], T], future: "asyncio.Future[T]", loop: asyncio.AbstractEventLoop) -> None:
    """Do some work and report the outcome to its future, which belongs to a loop."""
    try:
        settle: Callable[[], None] = partial(future.set_result, work())
    except Exception as error:
        settle = partial(future.set_exception, error)
    with suppress(RuntimeError):  # the loop has ended
        loop.call_soon_threadsafe(_settle, future, settle)


def _settle(future: "asyncio.Future[T]", settle: Callable[[], None]) -> None:
    if not future.done():
        settle()
