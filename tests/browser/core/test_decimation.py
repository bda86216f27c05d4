"""Fewer points with the same look."""

from tests.browser.core.conftest import Call


def test_beads_mark_the_same_moments(call: Call) -> None:
    assert call("beads", "(m) => m.beadSteps(600)") == [10, 20, 50, 100, 200, 500]
    assert call("beads", "(m) => m.beadSteps(9)") == []


def test_points_closer_than_can_be_seen_are_left_out(call: Call) -> None:
    steps = call(
        "decimation",
        """(m) => {
          const path = { x: [0, 0.1, 0.2, 5, 5.1, 900, 950, 60], y: Array(8).fill(0), loss: Array(8).fill(0) };
          const project = (x, y, loss, pixel) => { pixel[0] = x; pixel[1] = y; return true; };
          return m.apart(path, 7, project, { width: 100, height: 100 }, 1);
        }""",
    )
    assert steps == [0, 3, 5, 6, 7]


def test_a_curve_keeps_what_each_column_shows(call: Call) -> None:
    kept = call("decimation", "(m) => m.byColumn(10, (i) => i / 5, (i) => [5, 1, 9, 3, 4, 2, 2, 2, 2, 7][i])")
    assert kept == [0, 1, 2, 4, 5, 9]
