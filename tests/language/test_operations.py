"""The operations of the language."""

import math

import pytest

from app.language.arrays import ARRAYS
from app.language.operations import ARITY, CONSTANTS, DERIVED, FUNCTIONS, OPERATORS, RESERVED, UNDERFLOWN
from app.language.scalars import CAREFUL, FAST


def test_every_operation_is_computed_in_all_dialects() -> None:
    assert FAST.keys() == CAREFUL.keys() == ARRAYS.keys() == ARITY.keys()


@pytest.mark.parametrize("operation", sorted({*OPERATORS, *FUNCTIONS, *DERIVED}))
def test_every_operation_takes_so_many_operands(operation: str) -> None:
    assert isinstance(CAREFUL[operation](*[0.5] * ARITY[operation]), float)
    for count in (ARITY[operation] - 1, ARITY[operation] + 2):
        with pytest.raises(TypeError):
            ARRAYS[operation](*[0.5] * count)


def test_names_that_cannot_be_variables() -> None:
    assert {"pi", "e", "sin", "hypot"} < RESERVED
    assert "add" not in RESERVED
    assert {"pi": math.pi, "e": math.e} == CONSTANTS


def test_what_has_underflowed_is_beyond_the_root_of_the_smallest_number() -> None:
    assert math.sqrt(math.ulp(0.0)) < UNDERFLOWN < 1e-140
