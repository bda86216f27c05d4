"""Values of a sweep, and rates measured from paths."""

import pytest

from tests.browser.core.conftest import Call


def test_values_are_evenly_spaced_in_their_logarithm(call: Call) -> None:
    values = call("sweep", "m => m.sweepValues({ low: 1e-4, high: 0.1 }, 300, 2e7)")
    assert (len(values), values[0], values[-1]) == (41, 1e-4, 0.1)
    assert values[20] == pytest.approx(10**-2.5, rel=1e-5)


def test_long_runs_are_swept_with_fewer_values(call: Call) -> None:
    values = call("sweep", "m => m.sweepValues({ low: 1e-4, high: 0.1 }, 1e6, 2e7)")
    assert (len(values), values[0], values[-1]) == (20, 1e-4, 0.1)


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
