"""Remove the socket folder of the process that forks the others when that process ends; preloaded there.

multiprocessing leaves the removal to the parent, which cannot do it if it was killed. The forking process ends by
itself once nobody can ask it to fork. So it stays out of the parent's process group, which may be killed as a whole,
and ends as usual on SIGTERM. If it ends with an error, the parent starts another one in the same folder.
"""

import atexit
import os
import shutil
import signal
import sys
from functools import partial
from multiprocessing import forkserver
from pathlib import Path


def remove_socket_folder() -> None:
    """Remove the temporary folder of this process's socket."""
    address = forkserver._forkserver._forkserver_address  # type: ignore[attr-defined]
    ended_by_an_error = hasattr(sys, "last_type")
    if address is not None and not ended_by_an_error:
        shutil.rmtree(Path(address).parent, ignore_errors=True)


def _end(signal_number: int, frame: object) -> None:
    sys.exit()


atexit.register(remove_socket_folder)
os.setpgid(0, 0)
signal.signal(signal.SIGTERM, _end)
os.register_at_fork(after_in_child=partial(signal.signal, signal.SIGTERM, signal.SIG_DFL))
