"""Between the plane and the pixels."""

import pytest

from tests.browser.core.conftest import Call

VIEW = {"x": {"low": -2, "high": 4.5}, "y": {"low": -2.5, "high": 2.5}}


def test_a_view_is_widened_never_squeezed(call: Call) -> None:
    fitted = call("projection", "(m, view) => m.fitView(view, { width: 650, height: 650 })", VIEW)
    assert fitted == {"x": {"low": -2, "high": 4.5}, "y": {"low": -3.25, "high": 3.25}}


def test_pixels_and_points_are_inverse(call: Call) -> None:
    point = call(
        "projection",
        """(m, view) => {
          const size = { width: 640, height: 480 };
          return m.fromPixel(view, size, ...m.toPixel(view, size, 1.25, -0.75));
        }""",
        VIEW,
    )
    assert (point["x"], point["y"]) == pytest.approx((1.25, -0.75))


def test_zooming_keeps_the_centre_in_place(call: Call) -> None:
    zoomed = call("projection", "(m, view) => m.zoomView(view, 0.5, { x: 3, y: 0.5 })", VIEW)
    assert zoomed == {"x": {"low": 0.5, "high": 3.75}, "y": {"low": -1, "high": 1.5}}


@pytest.mark.parametrize(
    ("segment", "part"),
    [
        ((10, 10, 20, 20), [0, 1]),
        ((-50, 50, 50, 50), [0.5, 1]),
        ((50, 50, 250, 50), [0, 0.25]),
        ((-100, 50, 200, 50), [1 / 3, 2 / 3]),
        ((-10, -10, -5, 200), None),
        ((5, 200, 5, 300), None),
    ],
)
def test_segments_are_clipped_to_the_box(call: Call, segment: tuple[float, ...], part: list[float] | None) -> None:
    clipped = call("projection", "(m, s) => m.clipSegment(...s, { width: 100, height: 100 }, 0)", list(segment))
    assert clipped == (part if part is None else pytest.approx(part))


def test_points_far_beyond_any_screen_are_clipped_too(call: Call) -> None:
    clipped = call("projection", "(m) => m.clipSegment(50, 50, 1e300, -1e300, { width: 100, height: 100 }, 0)")
    assert clipped is None or 0 <= clipped[0] < clipped[1] <= 1
