"""What became of an optimizer."""

import pytest

from tests.browser.core.conftest import Call

SURFACE = """{ domain: { x: { low: -5, high: 5 }, y: { low: -5, high: 5 } }, saddles: [{ x: 0, y: 0 }],
  minima: [{ x: 3, y: 2, loss: 0 }, { x: -1, y: -1, loss: 2 }] }"""
WIDE = "{ x: { low: -5, high: 5 }, y: { low: -5, high: 5 } }"


@pytest.mark.parametrize(
    ("x", "y", "loss", "norm", "kind"),
    [
        (3.001, 2.0, 1e-9, 1e-5, "arrived"),
        (-1.0, -1.0, 2.0, 0.0, "local_minimum"),
        (0.0, 1e-6, 5.0, 1e-6, "saddle"),
        (1.0, 1.0, 5.0, 3.0, "moving"),
        (4.0, 4.0, 50.0, 3.0, "climbed"),
    ],
)
def test_where_it_is_says_what_became_of_it(
    call: Call, x: float, y: float, loss: float, norm: float, kind: str
) -> None:
    fate = call(
        "fate",
        f"""(m, [x, y, loss, norm]) => {{
          const path = {{ x: [1, x], y: [0, y], loss: [9, loss], gradientNorm: [1, norm], last: 1, end: null }};
          return m.fateAt(path, 1, {SURFACE}, {WIDE}, "rule").kind;
        }}""",
        [x, y, loss, norm],
    )
    assert fate == kind


def test_leaving_is_the_last_step_that_touches_the_view(call: Call) -> None:
    step = call(
        "fate",
        f"(m) => m.stepOfLeaving({{ x: [0, 4, 60, -900, 1e200], y: [0, 0, 0, 0, 1e200], last: 4 }}, {WIDE})",
    )
    assert step == 3
