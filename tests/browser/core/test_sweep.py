"""Values of a sweep, and rates measured from paths."""

import pytest

from tests.browser.core.conftest import Call

LIMITS = {"sweep_values": {"low": 1, "high": 401}, "sweep_steps": 20_000_000}
VALUES = "(m, [steps, limits]) => m.sweepValues({ low: 1e-4, high: 0.1 }, steps, limits)"


def test_values_are_evenly_spaced_in_their_logarithm(call: Call) -> None:
    values = call("sweep", VALUES, [300, LIMITS])
    assert (len(values), values[0], values[-1]) == (41, 1e-4, 0.1)
    assert values[20] == pytest.approx(10**-2.5, rel=1e-5)


def test_long_runs_are_swept_with_fewer_values(call: Call) -> None:
    values = call("sweep", VALUES, [1e6, LIMITS])
    assert (len(values), values[0], values[-1]) == (20, 1e-4, 0.1)


@pytest.mark.parametrize(
    ("lowered", "steps", "count"),
    [
        ({"sweep_values": {"low": 1, "high": 5}}, 300, 5),
        ({"sweep_values": {"low": 1, "high": 1}}, 300, 1),
        ({"sweep_steps": 1000}, 300, 3),
        ({"sweep_steps": 400}, 200, 2),
        ({"sweep_steps": 1}, 1, 1),
    ],
)
def test_a_sweep_keeps_to_lower_limits(call: Call, lowered: dict[str, object], steps: int, count: int) -> None:
    limits = LIMITS | lowered
    found = call("sweep", "(m, limits) => m.sweepSteps(300, limits)", limits)
    values = call("sweep", VALUES, [found, limits])
    assert (found, len(values)) == (steps, count)
    assert all(1e-4 <= value <= 0.1 for value in values)


@pytest.mark.parametrize("rate", [0.99, 0.9, 1.01])
def test_a_rate_is_measured_from_the_tail_of_a_path(call: Call, rate: float) -> None:
    measured = call(
        "sweep",
        """(m, rate) => {
          const norms = Float64Array.from({ length: 301 }, (_, step) => rate ** step * (1 + 0.5 * (step % 2)));
          return m.measuredRate(norms, 300);
        }""",
        rate,
    )
    assert measured == pytest.approx(rate, rel=5e-3)


def test_a_short_path_tells_no_rate(call: Call) -> None:
    assert call("sweep", "m => m.measuredRate(new Float64Array(301).fill(1), 60)") is None


STREAM = """
async (m, text) => {
  const original = window.fetch;
  window.fetch = async () => new Response(text);
  const types = [];
  try {
    for await (const { type } of m.streamSweep({}, new AbortController().signal)) types.push(type);
    return [types, null];
  } catch (error) {
    return [types, error.constructor.name];
  } finally {
    window.fetch = original;
  }
}
"""


@pytest.mark.parametrize(
    ("last", "error"),
    [
        ('{"type":"done"}', None),
        ('{"type":"error","title":"Gave up","status":500}', "ServerProblem"),
        ("", "ConnectionLost"),
    ],
)
def test_a_sweep_is_complete_or_fails(call: Call, last: str, error: str | None) -> None:
    types, failure = call("sweep", STREAM, '{"type":"sweep"}\n{"type":"point","value":1}\n' + last + "\n")
    assert types == ["sweep", "point", *(["done"] if error is None else [])]
    assert failure == error


def test_the_lowest_of_those_that_did_not_diverge_is_the_best(call: Call) -> None:
    found = call(
        "sweep",
        """m => {
          const points = [[3, "steps"], [1, "steps"], [0.5, "diverged"], [null, "diverged"]];
          return [points, points.slice(2)].map((some) => m.lowestPoint(some.map(([loss, fate]) => ({ loss, fate }))));
        }""",
    )
    assert found == [1, 0]


def test_a_threshold_is_where_theory_puts_it_as_well_as_it_was_measured(call: Call) -> None:
    near = "m => [0.02, 0.0199, 0.038, null].map((value) => m.isAtThreshold({ low: 0.01997, high: 0.02002 }, value))"
    assert call("sweep", near) == [True, True, False, False]
