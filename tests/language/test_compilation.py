"""Compiled expressions give the same numbers for floats and for arrays."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language.compilation import compile_arrays, compile_scalars
from app.language.derivatives import gradient
from app.language.parser import parse
from tests.language.expressions import coordinates, smooth_texts

VARIABLES = ("x", "y")
FINITE = st.floats(-1e3, 1e3)


@given(smooth_texts, coordinates, coordinates)
@settings(max_examples=100, deadline=None)
def test_scalars_and_arrays_agree(text: str, x: float, y: float) -> None:
    tree = parse(text, VARIABLES)
    expressions = (tree, *gradient(tree, VARIABLES))
    scalars = compile_scalars(expressions, VARIABLES)(x, y)
    with np.errstate(all="ignore"):
        arrays = compile_arrays(expressions, VARIABLES)(np.array([x, x]), np.array([y, y]))
    for scalar, array in zip(scalars, arrays, strict=True):
        assert np.broadcast_to(array, 2).tolist() == pytest.approx([scalar] * 2, rel=1e-11, abs=1e-11, nan_ok=True)


def test_float32_arrays_stay_float32() -> None:
    (result,) = compile_arrays((parse("w - lr/(1 - 0.9**t)*g", ("w", "g", "lr", "t")),), ("w", "g"), ("lr", "t"))(
        np.ones(3, np.float32), np.ones(3, np.float32), 0.1, 3.0
    )
    assert result.dtype == np.float32


def test_compiled_code_sees_nothing_but_its_functions() -> None:
    function = compile_scalars((parse("sin(x)", ("x",)),), ("x",))
    assert function.__globals__["__builtins__"] == {}
