"""Processes that work on what strangers send: a crash, a hang or a hunger for memory costs one request only."""

import asyncio
import math
import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import TimeoutError as DeadlineError
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessPool

from app.scheduling.capacity import Capacity, OverCapacityError
from app.scheduling.slots import Slots, StartTimeoutError

P = ParamSpec("P")
T = TypeVar("T")

CONSTS.sleep_unit = 0.05
"""How often, in seconds, the pool looks for work that nobody waits for any more, so that it does not go on for long."""

_TASKS_OF_A_WORKER = 200
"""After so many a process is replaced, whatever its libraries may have leaked."""
_STANDARD_ERROR = 2
_REMOVES_SOCKET_FOLDER = "app.workers.socket_folder"


class WorkError(Exception):
    """The work did not come to an end; the next is served as if nothing had happened."""


class WorkTimeoutError(WorkError):
    """It was stopped at its deadline."""


class WorkMemoryError(WorkError):
    """It asked for more memory than it is given."""


class WorkerDiedError(WorkError):
    """Its process crashed."""


class QueueFullError(WorkError):
    """So much is being worked on that the work would wait for longer than it may."""


class WorkerPool:
    """A few processes with limits; for use on one event loop.

    Work waits for a process in fair order, see `FairQueue`.

    Args:
        processes: how many work at once.
        waiting: how much may wait beyond that, as long as no visitor has less than their share of it.
        seconds: how long one piece of work may take.
        memory_bytes: how much memory a process may take beyond what it starts with.
        modules: what the processes import once, before the first work arrives.
    """

    def __init__(self, processes: int, waiting: int, seconds: float, memory_bytes: int, modules: Sequence[str]) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_REMOVES_SOCKET_FOLDER, *modules])
        self._pool = ProcessPool(processes, _TASKS_OF_A_WORKER, _prepare, (memory_bytes,), context=context)
        self._processes = processes
        self._capacity = Capacity(processes + waiting, math.inf)
        self._slots = Slots(processes)
        self._seconds = seconds

    async def run(self, patience: float, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What a function of a module returns, computed in one of the processes.

        Args:
            patience: how many seconds it may wait for a process. What is not going to have one by then, as far as can
                be told, is refused at once.

        Raises:
            WorkError: in one of its kinds.
            Exception: what the function raises itself.
        """
        try:
            with self._capacity.place():
                if self._slots.expected_wait() > patience:
                    raise QueueFullError
                async with self._slots.slot(patience):
                    return await self._computed(function, arguments, named)
        except (OverCapacityError, StartTimeoutError) as error:
            raise QueueFullError from error

    async def _computed(self, function: Callable[..., T], arguments: Sequence[Any], named: Mapping[str, Any]) -> T:
        future = self._pool.schedule(_cleared, (function, arguments, named), timeout=self._seconds)
        try:
            result: T = await asyncio.wrap_future(future)
            return result
        except DeadlineError as error:
            raise WorkTimeoutError from error
        except MemoryError as error:
            raise WorkMemoryError from error
        except ProcessExpired as error:
            raise WorkerDiedError from error

    async def warm_up(self) -> None:
        """Start the processes, so that the first visitor does not wait for them."""
        starting = [self._pool.schedule(_nothing) for _ in range(self._processes)]
        await asyncio.gather(*map(asyncio.wrap_future, starting))

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _cleared(function: Callable[..., T], arguments: Sequence[Any], named: Mapping[str, Any]) -> T:
    """What a function returns; if it fails, nothing of what it had in its variables outlives it.

    The process holds an exception until its next work is done, and an exception holds the frames it went through.
    """
    try:
        return function(*arguments, **named)
    except BaseException as error:
        failed: BaseException | None = error
        while failed is not None:
            traceback.clear_frames(failed.__traceback__)
            failed = failed.__cause__ or failed.__context__
        raise


def _nothing() -> None:
    """The least work there is."""


def _prepare(memory_bytes: int) -> None:
    """Make a process ready for hostile work."""
    # Pebble's handler would only run once a decoder that is at work returns.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit_memory(memory_bytes)
    _silence()


def _silence() -> None:
    """Let what libraries print about a file go nowhere: strangers could fill the log with it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STANDARD_ERROR)
    os.close(nowhere)


def _limit_memory(memory_bytes: int) -> None:
    """Give this process so much more memory than it has mapped; only Linux tells and keeps such a limit."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
