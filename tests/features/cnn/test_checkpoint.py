"""Checkpoints are read without PyTorch, and cannot run any code."""

import pickle
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.cnn.checkpoint import BadCheckpointError, read_checkpoint

MAGIC = pickle.dumps(0x1950A86A20F9469CFC6C, 2)
VERSION = pickle.dumps(1001, 2)
MACHINE = pickle.dumps({"little_endian": True}, 2)
NUMBERS = np.arange(12, dtype=np.float32)


def event(value: Any) -> bytes:
    """A value inside a pickle."""
    return pickle.dumps(value, 2)[2:-1]


def tensor(shape: tuple[int, ...], strides: tuple[int, ...], offset: int = 0, kind: str = "Float", **at: Any) -> bytes:
    """A tensor inside a pickle, as PyTorch writes it."""
    key, length = at.get("key", "a"), at.get("length", len(NUMBERS))
    storage = event("storage") + f"ctorch\n{kind}Storage\n".encode() + b"".join(map(event, (key, "cpu", length, None)))
    window = b"".join(map(event, (offset, shape, strides, False)))
    return b"ctorch._utils\n_rebuild_tensor_v2\n((" + storage + b"tQ" + window + b"ccollections\nOrderedDict\n)RtR"


def checkpoint(tensors: dict[str, bytes], storages: dict[str, bytes], head: bytes = MAGIC + VERSION + MACHINE) -> bytes:
    """A file of tensors and storages."""
    entries = b"".join(event(name) + value for name, value in tensors.items())
    state = b"\x80\x02ccollections\nOrderedDict\n)R(" + entries + b"u."
    return head + state + pickle.dumps(list(storages), 2) + b"".join(storages.values())


def storage(elements: np.ndarray[Any, Any]) -> bytes:
    return struct.pack("<q", elements.size) + elements.tobytes()


ONE = {"a": storage(NUMBERS)}
GOOD = checkpoint({"x": tensor((3, 4), (4, 1))}, ONE)


def test_tensors_are_windows_on_storages() -> None:
    tensors = {
        "whole": tensor((3, 4), (4, 1)),
        "transposed": tensor((4, 3), (1, 4)),
        "part": tensor((2, 2), (4, 2), offset=1),
        "scalar": tensor((), (), key="b", length=1, kind="Long"),
        "nothing": tensor((0, 4), (4, 1)),
    }
    read = read_checkpoint(checkpoint(tensors, {"b": storage(np.array([7], np.int64)), **ONE}))
    whole = NUMBERS.reshape(3, 4)
    expected = {
        "whole": whole,
        "transposed": whole.T,
        "part": whole[:2, 1::2],
        "scalar": np.array(7),
        "nothing": np.zeros((0, 4), np.float32),
    }
    assert read.keys() == expected.keys()
    for name, array in expected.items():
        np.testing.assert_array_equal(read[name], array)
        assert read[name].dtype == array.dtype
        assert read[name].flags.c_contiguous


REFUSED: dict[str, tuple[bytes, str]] = {
    "a command": (checkpoint({"x": b"cposix\nsystem\n(" + event("true") + b"tR"}, {}), "names posix.system"),
    "a built-in": (checkpoint({"x": b"cbuiltins\neval\n"}, {}), "names builtins.eval"),
    "another storage": (
        checkpoint({"x": tensor((1,), (1,), kind="Half", length=1)}, {"a": b""}),
        "names torch.HalfStorage",
    ),
    "a name within a name": (checkpoint({"x": b"ccollections\nOrderedDict.fromkeys\n"}, {}), "names collections."),
    "a changed builder": (
        checkpoint({"x": b"ctorch._utils\n_rebuild_tensor_v2\n(N}" + event("__defaults__") + event(()) + b"stb"}, {}),
        "cannot be read",
    ),
    "numbers instead of tensors": (checkpoint({"x": event(1)}, {}), "cannot be read"),
    "more elements than its storage": (checkpoint({"x": tensor((13,), (1,))}, ONE), "x reaches beyond"),
    "a late window": (checkpoint({"x": tensor((3, 4), (4, 1), offset=1)}, ONE), "x reaches beyond"),
    "an early window": (checkpoint({"x": tensor((1,), (1,), offset=-1)}, ONE), "x reaches beyond"),
    "a backward window": (checkpoint({"x": tensor((2,), (-1,), offset=3)}, ONE), "x reaches beyond"),
    "one element a trillion times": (checkpoint({"x": tensor((10**12,), (0,))}, ONE), "x reaches beyond"),
    "a negative size": (checkpoint({"x": tensor((-1,), (1,))}, ONE), "x reaches beyond"),
    "fewer strides than sizes": (checkpoint({"x": tensor((3, 4), (1,))}, ONE), "cannot be read"),
    "a shorter storage": (checkpoint({"x": tensor((3, 4), (4, 1))}, {"a": storage(NUMBERS[1:])}), "does not hold 12"),
    "a negative storage": (checkpoint({"x": tensor((), (), length=-1)}, ONE), "does not hold -1"),
    "a storage of two lengths": (
        checkpoint({"x": tensor((), ()), "y": tensor((), (), length=1)}, ONE),
        "not those of its tensors",
    ),
    "a storage too many": (
        checkpoint({"x": tensor((3, 4), (4, 1))}, {**ONE, "b": storage(NUMBERS)}),
        "not those of its tensors",
    ),
    "more at the end": (GOOD + b"\0", "goes on after"),
    "another magic number": (checkpoint({}, {}, pickle.dumps(1, 2) + VERSION + MACHINE), "another layout"),
    "another version": (checkpoint({}, {}, MAGIC + pickle.dumps(1002, 2) + MACHINE), "another layout"),
    "big endians": (
        checkpoint({}, {}, MAGIC + VERSION + pickle.dumps({"little_endian": False}, 2)),
        "another layout",
    ),
    "a newer file": (b"PK\3\4" + bytes(100), "cannot be read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_whatever_else_is_in_a_file_is_refused_in_words(name: str) -> None:
    content, message = REFUSED[name]
    with pytest.raises(BadCheckpointError, match=message):
        read_checkpoint(content)


@given(st.integers(0, len(GOOD) - 1))
def test_a_file_that_breaks_off_is_refused(length: int) -> None:
    with pytest.raises(BadCheckpointError):
        read_checkpoint(GOOD[:length])
