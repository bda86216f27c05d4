"""Read tensors from a PyTorch checkpoint without PyTorch, and without running anything that the file names.

The layout is the one from before PyTorch 1.6: five pickles (a magic number, the version of the layout, facts about the
machine, the tensors by name, the keys of the storages in the order of the file), then each storage as its number of
elements in 8 bytes and the elements themselves. A tensor is a window on a storage: an offset, a shape and strides.
"""

import io
import math
import pickle
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_MAGIC = 0x1950A86A20F9469CFC6C
_VERSION = 1001
_LENGTH = np.dtype("<i8")


class BadCheckpointError(ValueError):
    """The file is not a checkpoint with the required tensors."""


class _Storage(NamedTuple):
    """A sequence of elements that tensors share."""

    dtype: str
    key: str
    length: int


class _Tensor(NamedTuple):
    """A window on a storage, in elements."""

    storage: _Storage
    offset: int
    shape: Sequence[int]
    strides: Sequence[int]


class _Unpickler(pickle.Unpickler):
    """An unpickler that admits only the four names that a checkpoint of tensors needs.

    The pickle cannot change the objects behind these names: texts, a built-in class and a bound method take no
    attributes.
    """

    def find_class(self, module: str, name: str) -> Any:
        match f"{module}.{name}":
            case "collections.OrderedDict":
                return OrderedDict
            case "torch._utils._rebuild_tensor_v2":
                return self._tensor
            case "torch.FloatStorage":
                return "<f4"
            case "torch.LongStorage":
                return "<i8"
            case unknown:
                raise BadCheckpointError(f"The checkpoint names {unknown}, which no checkpoint of tensors needs.")

    def persistent_load(self, pid: Any) -> _Storage:
        _, dtype, key, _, length, _ = pid
        return _Storage(dtype, key, length)

    def _tensor(
        self, storage: _Storage, offset: int, shape: Sequence[int], strides: Sequence[int], *_: object
    ) -> _Tensor:
        return _Tensor(storage, offset, shape, strides)


def read_checkpoint(content: bytes) -> dict[str, NDArray[Any]]:
    """The tensors in a checkpoint, by name.

    Args:
        content: the file.

    Returns:
        Arrays in C order, float32 or int64, little endian, of the shapes in the file.

    Raises:
        BadCheckpointError: the file names anything other than tensors, is truncated, has trailing bytes, or has a
            tensor that reaches beyond its storage.
    """
    try:
        return _tensors(content)
    except BadCheckpointError:
        raise
    except Exception as error:  # Unpickling raises whatever the bytes lead it to.
        raise BadCheckpointError("The checkpoint cannot be read: it is damaged or of another layout.") from error


def _tensors(content: bytes) -> dict[str, NDArray[Any]]:
    file = io.BytesIO(content)
    magic, version, machine, tensors, keys = (_Unpickler(file).load() for _ in range(5))
    if (magic, version, machine["little_endian"]) != (_MAGIC, _VERSION, True):
        raise BadCheckpointError("The checkpoint is of another layout.")
    storages = _storages(content, file.tell(), {tensor.storage for tensor in tensors.values()}, keys)
    return {name: _array(name, tensor, storages[tensor.storage]) for name, tensor in tensors.items()}


def _storages(content: bytes, at: int, wanted: set[_Storage], keys: list[str]) -> dict[_Storage, NDArray[Any]]:
    """The storages that follow from byte ``at`` to the end of the file."""
    by_key = {storage.key: storage for storage in wanted}
    if len(by_key) != len(wanted) or sorted(by_key) != sorted(keys):
        raise BadCheckpointError("The storages in the checkpoint are not those of its tensors.")
    storages = {}
    for storage in map(by_key.__getitem__, keys):
        dtype = np.dtype(storage.dtype)
        end = at + _LENGTH.itemsize + storage.length * dtype.itemsize
        if storage.length < 0 or end > len(content) or np.frombuffer(content, _LENGTH, 1, at)[0] != storage.length:
            raise BadCheckpointError(
                f"Storage {storage.key} of the checkpoint does not hold {storage.length} elements."
            )
        storages[storage] = np.frombuffer(content, dtype, storage.length, at + _LENGTH.itemsize)
        at = end
    if at != len(content):
        raise BadCheckpointError("The checkpoint goes on after its last storage.")
    return storages


def _array(name: str, tensor: _Tensor, storage: NDArray[Any]) -> NDArray[Any]:
    _, offset, shape, strides = tensor
    last = offset + sum((size - 1) * stride for size, stride in zip(shape, strides, strict=True))
    inside = min((offset, *shape, *strides)) >= 0 and last < len(storage) and math.prod(shape) <= len(storage)
    if not inside:
        raise BadCheckpointError(f"Tensor {name} reaches beyond its storage.")
    steps = [stride * storage.itemsize for stride in strides]
    return np.ascontiguousarray(np.lib.stride_tricks.as_strided(storage[offset:], shape, steps))
