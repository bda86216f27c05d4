"""Frames of consecutive entries, and how far an optimizer has come."""

import pytest

from app.engine.steppers import Frame, PlaneState

FRAME = Frame(10, {"loss": [5.0, 4.0, 3.0, 2.0], "gradient_norm": [None] * 4})


@pytest.mark.parametrize(
    ("entry", "first", "losses"),
    [
        (0, 10, [5.0, 4.0, 3.0, 2.0]),
        (10, 10, [5.0, 4.0, 3.0, 2.0]),
        (11, 11, [4.0, 3.0, 2.0]),
        (13, 13, [2.0]),
        (14, 14, []),
        (20, 14, []),
    ],
)
def test_the_part_of_a_frame_since_an_entry(entry: int, first: int, losses: list[float]) -> None:
    part = FRAME.since(entry)
    assert (part.first, part.columns["loss"], len(part)) == (first, losses, len(losses))
    assert part.columns["gradient_norm"] == [None] * len(losses)


@pytest.mark.parametrize(("entries", "steps"), [(0, 0), (1, 0), (2, 1), (301, 300)])
def test_the_start_is_no_step(entries: int, steps: int) -> None:
    assert PlaneState(entries, None, None, 0.0, 0.0, 0.0, 0.0, ()).steps == steps
