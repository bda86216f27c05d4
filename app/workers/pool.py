"""Processes that work on untrusted input: a crash, a hang or excessive use of memory affects only one request."""

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
"""How often, in seconds, the pool checks for abandoned work, so that it stops soon."""

_TASKS_OF_A_WORKER = 200
"""The number of tasks after which a process is replaced, in case its libraries leak memory."""
_STANDARD_ERROR = 2
_REMOVES_SOCKET_FOLDER = "app.workers.socket_folder"


class WorkError(Exception):
    """The work failed without a result; later work is not affected."""


class WorkTimeoutError(WorkError):
    """The work was stopped at its deadline."""


class WorkMemoryError(WorkError):
    """The work needed more memory than is allowed."""


class WorkerDiedError(WorkError):
    """The process of the work crashed."""


class QueueFullError(WorkError):
    """So much work is waiting that this would wait longer than allowed."""


class WorkerPool:
    """A few processes with limits; for use on one event loop.

    Work waits for a process in fair order, see `FairQueue`.

    Args:
        processes: the number of processes.
        waiting: the maximum number of waiting tasks, as long as no visitor has less than their share.
        seconds: the maximum time for one task.
        memory_bytes: the maximum memory of a process beyond its memory at start.
        modules: the modules that the processes import once, before the first task.
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
        """Run a module's function in one of the processes and return its result.

        Args:
            patience: the maximum number of seconds to wait for a process. Work that is expected to wait longer is
                refused at once.

        Raises:
            WorkError: one of its subclasses.
            Exception: whatever the function raises.
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
        """Start the processes, so that the first visitor does not have to wait for them."""
        starting = [self._pool.schedule(_nothing) for _ in range(self._processes)]
        await asyncio.gather(*map(asyncio.wrap_future, starting))

    def stop(self) -> None:
        """Stop the processes, whatever they are doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _cleared(function: Callable[..., T], arguments: Sequence[Any], named: Mapping[str, Any]) -> T:
    """Call a function; if it fails, release the objects in its variables.

    The process stores an exception until its next task is done, and an exception refers to the frames it passed
    through.
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
    """Do nothing, to warm up a process."""


def _prepare(memory_bytes: int) -> None:
    """Make a process ready for hostile work."""
    # Pebble's handler would only run when a running decoder returns.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit_memory(memory_bytes)
    _silence()


def _silence() -> None:
    """Discard what libraries print about a file: strangers could fill the log with it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STANDARD_ERROR)
    os.close(nowhere)


def _limit_memory(memory_bytes: int) -> None:
    """Limit the memory of this process to what it has mapped plus ``memory_bytes``; only Linux supports this."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
