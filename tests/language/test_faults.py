"""Faults in a text."""

from string import Formatter

import pytest

from app.language.faults import MESSAGES, LanguageError


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_is_filled_with_its_values(code: str) -> None:
    fields = [field for _, field, _, _ in Formatter().parse(MESSAGES[code]) if field]
    fault = LanguageError(3, code, **{field: f"<{field}>" for field in fields})
    assert all(f"<{field}>" in fault.message for field in fields)
    assert str(fault) == f"{fault.message} (position 3)"


def test_a_fault_moves_to_its_place_in_a_longer_text() -> None:
    fault = LanguageError(3, "expected_symbol", symbol=")").moved(10)
    assert (fault.position, fault.code, fault.message) == (13, "expected_symbol", "Expected ')'.")
