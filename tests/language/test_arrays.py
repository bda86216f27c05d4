"""Computing some elements at a time gives the same result as all at once."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from app.interruption import checkpoints
from app.language import arrays
from app.language.compilation import compile_arrays
from app.language.parser import parse

TEXTS = ("sin(x*y) + exp(-x**2)*y", "x*3", "cos(y)", "2 + pi", "x**y - hypot(x, y)/(1 + y**2)")
SHAPES: Sequence[tuple[tuple[int, ...], tuple[int, ...]]] = (
    ((1000,), (1000,)),
    ((1, 70), (90, 1)),
    ((90, 1), (1, 70)),
    ((7, 600), (7, 600)),
)


def computed(
    monkeypatch: pytest.MonkeyPatch, cost: int, x: NDArray[np.floating], y: NDArray[np.floating]
) -> tuple[list[NDArray[np.floating]], int]:
    """The values, computed in parts of a maximum cost, and the number of parts."""
    monkeypatch.setattr(arrays, "PART_COST", cost)
    count = 0

    def hook() -> None:
        nonlocal count
        count += 1

    compiled = compile_arrays([parse(text, ("x", "y")) for text in TEXTS], ("x", "y"))
    with np.errstate(all="ignore"), checkpoints(hook):
        values = compiled(x, y)
    shape = np.broadcast_shapes(x.shape, y.shape)
    return [np.broadcast_to(value, shape) for value in values], count


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(("x", "y"), SHAPES, ids=str)
@pytest.mark.parametrize("cost", [1, 3000, 20_000])
def test_parts_give_the_same_numbers(
    monkeypatch: pytest.MonkeyPatch, dtype: type[np.floating], x: tuple[int, ...], y: tuple[int, ...], cost: int
) -> None:
    random = np.random.default_rng(0)
    points = random.normal(size=x).astype(dtype), random.normal(size=y).astype(dtype)
    whole, one = computed(monkeypatch, 10**9, *points)
    cut, many = computed(monkeypatch, cost, *points)
    assert one == 1 < many
    for ours, theirs in zip(cut, whole, strict=True):
        assert ours.dtype == theirs.dtype == dtype
        np.testing.assert_array_equal(ours, theirs)


def test_what_depends_on_no_array_is_an_array_all_the_same() -> None:
    (value,) = compile_arrays([parse("lr*2", ("lr",))], ("w",), ("lr",))(np.zeros(3, np.float32), 0.5)
    assert value.tolist() == [1, 1, 1]
    assert value.dtype == np.float32
