"""What was read from files, for as long as they do not change."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class FileCache(Generic[T]):
    """Reads files, each once for each time it was modified, and holds what it read last. Thread-safe.

    Args:
        read: makes something of a file.
        max_files: of how many files what was read is held; beyond, those used longest ago go.
    """

    def __init__(self, read: Callable[[Path], T], max_files: int) -> None:
        self._read = read
        self._max_files = max_files
        self._lock = threading.Lock()
        self._held: OrderedDict[Path, tuple[int, T]] = OrderedDict()

    def __call__(self, file: Path, modified: int) -> T:
        """What is in a file that was last ``modified`` then, in nanoseconds."""
        with self._lock:
            held = self._held.get(file)
            if held is not None and held[0] == modified:
                self._held.move_to_end(file)
                return held[1]
        value = self._read(file)
        with self._lock:
            self._held[file] = modified, value
            self._held.move_to_end(file)
            while len(self._held) > self._max_files:
                self._held.popitem(last=False)
        if not file.exists():
            self.forget(file)
        return value

    def forget(self, file: Path) -> None:
        """Hold nothing of a file any longer; call it once the file is gone."""
        with self._lock:
            self._held.pop(file, None)
