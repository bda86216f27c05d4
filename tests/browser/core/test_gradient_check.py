"""Words and widths of the gradient check."""

import pytest

from tests.browser.core.conftest import Call


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ({"kind": "sign", "term": None, "expected": None}, "sign"),
        ({"kind": "term", "term": "2*x", "expected": "4*x"}, "term"),
        ({"kind": "term", "term": None, "expected": "4*x"}, "missing"),
        ({"kind": "term", "term": "2*x", "expected": None}, "surplus"),
    ],
)
def test_a_fault_has_its_sentence(call: Call, fault: dict[str, str | None], key: str) -> None:
    assert call("gradient-check", "(m, fault) => m.faultKey(fault)", fault) == key


def test_a_wrong_gradient_is_wrong_by_x_alone(call: Call) -> None:
    wrong = call("gradient-check", "m => m.wrongGradient({ surface: 'bowl' }, ['2*x', '2*y'])")
    assert wrong == ["-(2*x)", "2*y"]


def test_a_place_across_the_axis_is_a_width(call: Call) -> None:
    widths = call("gradient-check", "m => [0, 2/3, 1].map((share) => m.widthAt(share, { low: 1e-15, high: 1 }))")
    assert widths == pytest.approx([1e-15, 1e-5, 1])


SWEEP = """m => {
  const sweep = [[1e-2, 1e-4], [1e-4, 1e-8], [1e-6, 1e-6]].map(([h, central]) => ({ h, central, forward: null }));
  return { least: m.leastError(sweep).h, between: [1, 1e-3, 1e-4, 1e-5, 1e-9].map((h) => m.errorAt(sweep, h)) };
}"""


def test_the_handle_stays_on_the_curve(call: Call) -> None:
    found = call("gradient-check", SWEEP)
    assert found["least"] == 1e-4
    assert found["between"] == pytest.approx([1e-4, 1e-6, 1e-8, 1e-7, 1e-6])
