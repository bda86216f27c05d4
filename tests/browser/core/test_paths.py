"""Paths as they arrive."""

from tests.browser.core.conftest import Call


def test_frames_are_joined_and_nulls_are_not_numbers(call: Call) -> None:
    joined = call(
        "paths",
        """(m) => {
          const path = new m.Path();
          path.append({ step: 0, x: [1, 2], y: [0, 0], loss: [5, 4] });
          path.append({ step: 2, x: [3], y: [0], loss: [null] });
          return [path.length, [...path.x.subarray(0, 3)], Number.isNaN(path.loss[2])];
        }""",
    )
    assert joined == [3, [1, 2, 3], True]


def test_what_is_repeated_is_taken_once(call: Call) -> None:
    xs = call(
        "paths",
        """(m) => {
          const path = new m.Path();
          path.append({ step: 0, x: [1, 2, 3], y: [0, 0, 0], loss: [0, 0, 0] });
          path.append({ step: 1, x: [2, 3, 4], y: [0, 0, 0], loss: [0, 0, 0] });
          return [...path.x.subarray(0, path.length)];
        }""",
    )
    assert xs == [1, 2, 3, 4]


def test_a_gap_is_refused(call: Call) -> None:
    message = call(
        "paths",
        """(m) => {
          const frame = { step: 4, x: [1], y: [1], loss: [1] };
          try { new m.Path().append(frame); } catch (error) { return error.message; }
        }""",
    )
    assert message == "entries 0 to 3 are missing"


def test_columns_grow(call: Call) -> None:
    length = call(
        "paths",
        """(m) => {
          const path = new m.Path();
          for (let step = 0; step < 5000; step += 100) {
            const column = Array.from({ length: 100 }, (_, index) => step + index);
            path.append({ step, x: column, y: column, loss: column });
          }
          return [path.length, path.x[4999]];
        }""",
    )
    assert length == [5000, 4999]


def test_a_diverged_path_ends_before_it_became_non_finite(call: Call) -> None:
    last = call(
        "paths",
        """(m) => {
          const path = new m.Path();
          const column = [1, 9, null];
          path.accept({ type: "frame", optimizer: 0, step: 0, x: column, y: column, loss: column });
          path.accept({ type: "end", optimizer: 0, reason: "diverged", steps: 2 });
          return path.last;
        }""",
    )
    assert last == 1


def test_available_is_what_all_have_reached_or_ended_before(call: Call) -> None:
    available = call(
        "paths",
        """(m) => {
          const path = (length, end) => ({ length, end });
          const running = [path(5, null), path(9, null), path(2, {})];
          return [m.availableStep(running), m.availableStep([path(5, {}), path(9, {})])];
        }""",
    )
    assert available == [4, 8]
