"""Which answer came true in a figure of the lesson, and which runs its figures are (S2, S4, S5, S7, S13)."""

from typing import Any

import pytest

from tests.browser.core.conftest import Call


@pytest.mark.parametrize(
    ("losses", "accuracies", "answer"),
    [
        ((0.03, 2.8), (0.26, 0.97), "split"),
        ((3.1, 2.8), (0.26, 0.97), "steps"),
        ((0.03, 2.8), (0.98, 0.97), "guesses"),
        ((3.1, 2.8), (0.98, 0.97), "reverse"),
    ],
)
def test_who_wins_with_few_weights_and_with_many(
    call: Call, losses: tuple[float, float], accuracies: tuple[float, float], answer: str
) -> None:
    races = [{"guess": guess, "step": step} for guess, step in (losses, accuracies)]
    assert call("lesson/answers", "(m, races) => m.raceAnswer(...races)", races) == answer


@pytest.mark.parametrize(("ratio", "answer"), [(2.9, "alike"), (3, "tens"), (99, "tens"), (100, "hundreds")])
def test_how_much_longer_nudging_takes(call: Call, ratio: float, answer: str) -> None:
    assert call("lesson/answers", "(m, ratio) => m.costAnswer(ratio)", ratio) == answer


@pytest.mark.parametrize(
    ("errors", "answer"),
    [
        ([4e-2, 4e-10, 9e-5], "worse"),
        ([4e-2, 4e-10, None], "worse"),
        ([4e-2, 4e-6, 4e-10], "better"),
        ([0.5, 0.48, 0.48], "same"),
    ],
)
def test_what_smaller_nudges_do(call: Call, errors: list[float | None], answer: str) -> None:
    sweep = [{"h": 10.0**-index, "central": error, "forward": None} for index, error in enumerate(errors)]
    assert call("lesson/answers", "(m, sweep) => m.sweepAnswer(sweep)", sweep) == answer


@pytest.mark.parametrize(
    ("few", "many", "answer"), [(0.5, 0.5, "same"), (0.524, 0.259, "half"), (0.5, 0.13, "quarter"), (0.5, 0.6, "same")]
)
def test_how_much_noise_is_left(call: Call, few: float, many: float, answer: str) -> None:
    assert call("lesson/answers", "(m, noises) => m.noiseAnswer(...noises)", [few, many]) == answer


@pytest.mark.parametrize(
    ("network", "linear", "answer"), [(0.975, 0.95, "more"), (0.95, 0.953, "alike"), (0.9, 0.95, "fewer")]
)
def test_whether_the_network_reads_more(call: Call, network: float, linear: float, answer: str) -> None:
    assert call("lesson/answers", "(m, read) => m.accuracyAnswer(...read)", [network, linear]) == answer


def test_costs_are_read_from_checks_of_surfaces_and_of_classifiers(call: Call) -> None:
    surface = {
        "analytic": [1, 2],
        "evaluations": {"numeric": 4, "analytic": 1},
        "seconds": {"numeric": 8e-6, "analytic": 2e-6},
    }
    classifier = surface | {"weights": 650, "evaluations": {"numeric": 1300, "analytic": 1}}
    costs = call("lesson/costs", "(m, checks) => checks.map(m.costOf)", [surface, classifier])
    assert [(cost["weights"], cost["evaluations"], cost["ratio"]) for cost in costs] == [(2, 4, 4), (650, 1300, 4)]


def test_times_lie_on_a_logarithmic_axis(call: Call) -> None:
    shares = call("lesson/costs", "m => [0, 1e-6, 1e-2, 100, 1e4].map(m.shareOf)")
    assert shares == pytest.approx([0, 0, 0.5, 1, 1])


STATES = """async (m, _, catalogue) => {
  const looks = [m.cloudState(), m.planesState()];
  const states = [m.raceState(3), m.checkState("mlp"), ...looks, m.networkState(2), m.linearState(2)];
  const base = [...document.querySelectorAll("script[type=module]")][0].src.replace(/pages.*/, "core/");
  const { formatState, parseState } = await import(base + "classifiers/state.js");
  const known = { data: ["digits"], methods: catalogue.methods };
  return states.map((state) => ({ state, read: parseState(formatState(state), known) }));
}"""


def test_every_training_can_be_opened_in_its_lab(in_catalogue: Call) -> None:
    for opened in in_catalogue("lesson/trainings", STATES):
        assert opened["read"] == opened["state"]


CLOUDS = "(m, lowered, { limits }) => m.cloudRuns({ ...limits, ...lowered })"


def test_the_clouds_are_taken_on_a_path_of_full_steps(in_catalogue: Call) -> None:
    runs: list[dict[str, Any]] = in_catalogue("lesson/trainings", CLOUDS, {})
    (run,) = runs
    assert run["clouds"] == [32, 64, 128]
    assert run["epochs"] == 10
    assert run["optimizers"] == [
        {"rule": "gradient_descent", "learning_rate": 0.5, "gradient": {"kind": "analytic"}},
    ]


@pytest.mark.parametrize(
    ("lowered", "clouds", "epochs"),
    [
        ({"clouds": 1}, [[32], [64], [128]], 10),
        ({"clouds": 2, "epochs": {"low": 1, "high": 3}}, [[32, 64], [128]], 3),
        ({"cloud_size": {"low": 1, "high": 64}}, [[32, 64]], 10),
        ({"cloud_size": {"low": 1, "high": 16}, "training_steps": {"low": 1, "high": 5}}, [[16]], 5),
    ],
)
def test_the_clouds_keep_to_lower_limits(
    in_catalogue: Call, lowered: dict[str, object], clouds: list[list[int]], epochs: int
) -> None:
    runs = in_catalogue("lesson/trainings", CLOUDS, lowered)
    assert [run["clouds"] for run in runs] == clouds
    assert {run["epochs"] for run in runs} == {epochs}


LABS = """async (m, _, catalogue) => {
  const base = [...document.querySelectorAll("script[type=module]")][0].src.replace(/pages.*/, "core/");
  const { formatFragment, parseFragment } = await import(base + "url.js");
  return [m.dimensionLab(catalogue), m.checkLab(catalogue)].map((lab) => {
    const { surface, start, optimizers, panel } = parseFragment(formatFragment(lab), catalogue);
    return { surface, start, rules: optimizers.map(({ rule }) => rule), panel };
  });
}"""


def test_the_labs_of_two_weights_open_as_they_are(in_catalogue: Call) -> None:
    dimension, check = in_catalogue("lesson/labs", LABS)
    assert dimension["rules"] == ["gradient_descent", "random_search"]
    assert dimension["surface"] == check["surface"] == "rosenbrock"
    assert dimension["start"] == check["start"] == {"x": -1.5, "y": 2}
    assert check["panel"] == "check"
