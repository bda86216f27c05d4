"""The state in the address, presets and surfaces."""

import pytest

from tests.browser.core.conftest import Call

ROUND_TRIP = """(m, fragment, catalogue) => m.formatFragment(m.parseFragment(fragment, catalogue))"""


def test_everything_comes_back(in_catalogue: Call) -> None:
    fragment = (
        "surface=ill_conditioned_bowl&condition=50&start=0.5,-1&seed=7&steps=123"
        "&optimizer=momentum,learning_rate:0.003,momentum:0.8,gradient:numeric:0.0001,schedule:step:10:0.5,slot:5,hidden"
        "&optimizer=random_search&optimizer=adam,learning_rate:0.1,beta1:0.9,beta2:0.999,epsilon:1e-8,"
        "gradient:noisy:0.5,schedule:cosine"
        "&view=-1,1,-0.5,0.5&mode=relief&camera=1,1.2,0.5&at=60&speed=max&curves=evaluations&hide=minima,draws"
    )
    assert in_catalogue("url", ROUND_TRIP, fragment) == fragment


def test_typed_texts_come_back_to_the_letter(in_catalogue: Call) -> None:
    fragment = (
        "surface=own&expression=x**2%20%2B%20sin(y)%2C%201%3A2%20%26%20%25&start=1,2&seed=0&steps=300"
        "&optimizer=custom,base:adam,learning_rate:0.3,momentum:0.9,alpha:0.99,beta1:0.9,beta2:0.999,epsilon:1e-8,"
        "weight_decay:0.01&source=m%20%3D%20g%0Aw%20%3D%20w%20-%20lr*m"
        "&optimizer=custom,learning_rate:0.01,momentum:0.9,alpha:0.99,beta1:0.9,beta2:0.999,epsilon:1e-8,"
        "weight_decay:0.01,slot:5&source=w%20%3D%20w&panel=step&h=0.001&slope=2*x&slope=2*y%20%2B%201&sweep=0.001,1&subject=1"
    )
    assert in_catalogue("url", ROUND_TRIP, fragment) == fragment
    lab = in_catalogue("url", "(m, fragment, catalogue) => m.parseFragment(fragment, catalogue)", fragment)
    assert lab["expression"] == "x**2 + sin(y), 1:2 & %"
    assert [one["source"] for one in lab["optimizers"]] == ["m = g\nw = w - lr*m", "w = w"]
    assert [one["base"] for one in lab["optimizers"]] == ["adam", None]


def test_a_typed_loss_without_a_text_is_the_first_visit(in_catalogue: Call) -> None:
    for fragment in ("surface=own", "surface=own&expression=%20"):
        lab = in_catalogue("url", "(m, fragment, catalogue) => m.parseFragment(fragment, catalogue)", fragment)
        assert (lab["surface"], lab["expression"]) == ("beale", None)


def test_writing_what_was_read_changes_nothing_more(in_catalogue: Call) -> None:
    once = in_catalogue("url", ROUND_TRIP, "#surface=beale&steps=12&optimizer=adam&optimizer=adam")
    assert in_catalogue("url", ROUND_TRIP, once) == once


def test_an_empty_address_is_the_first_visit(in_catalogue: Call) -> None:
    lab = in_catalogue("url", "(m, _, catalogue) => m.parseFragment('', catalogue)")
    assert (lab["surface"], lab["steps"], lab["seed"], lab["at"]) == ("beale", 300, 0, None)
    rates = [(one["rule"], one["settings"].get("learning_rate")) for one in lab["optimizers"]]
    assert rates == [("gradient_descent", 0.01), ("momentum", 0.01), ("adam", 0.3), ("random_search", None)]


def test_what_is_out_of_range_takes_its_default(in_catalogue: Call) -> None:
    fragment = "surface=beale&steps=0&start=1e99,0&seed=-1&optimizer=momentum,momentum:2,learning_rate:abc&at=999"
    lab = in_catalogue("url", "(m, fragment, catalogue) => m.parseFragment(fragment, catalogue)", fragment)
    assert (lab["steps"], lab["start"], lab["seed"], lab["at"]) == (300, {"x": 0.75, "y": 1.5}, 0, None)
    assert lab["optimizers"][0]["settings"] == {"learning_rate": 0.01, "momentum": 0.9}


def test_of_more_than_is_allowed_the_most_is_taken(in_catalogue: Call) -> None:
    fragment = "surface=beale&steps=5000000&seed=1e30&optimizer=adam"
    lab = in_catalogue("url", "(m, fragment, catalogue) => m.parseFragment(fragment, catalogue)", fragment)
    most = in_catalogue("url", "(m, _, { limits }) => [limits.steps.high, limits.seed.high]")
    assert [lab["steps"], lab["seed"]] == most


def test_a_schedule_drops_after_whole_steps(in_catalogue: Call) -> None:
    fragment = "surface=beale&optimizer=adam,schedule:step:10.4:0.5"
    lab = in_catalogue("url", "(m, fragment, catalogue) => m.parseFragment(fragment, catalogue)", fragment)
    assert lab["optimizers"][0]["schedule"] == {"kind": "step", "every": 10, "factor": 0.5}


def test_every_preset_is_a_run_that_the_server_takes(in_catalogue: Call) -> None:
    answers = in_catalogue(
        "presets",
        """async (m, _, catalogue) => {
          const base = document.querySelector("script[type=module]").src.replace(/pages.*/, "core/");
          const { runSpecification } = await import(base + "state.js");
          return Promise.all(m.PRESETS.map(async (preset) => {
            const body = JSON.stringify(runSpecification(m.labOf(preset, catalogue)));
            const headers = { "content-type": "application/json" };
            const response = await fetch("/api/runs", { method: "POST", headers, body });
            await response.text();
            return response.status;
          }));
        }""",
    )
    assert answers == [200] * 6


LOWERED = {"steps": {"low": 1, "high": 50}, "optimizers": {"low": 1, "high": 2}, "coordinate": {"low": -1, "high": 1}}


def test_presets_and_links_keep_to_lower_limits(in_catalogue: Call) -> None:
    labs = in_catalogue(
        "presets",
        """async (m, lowered, { limits, ...rest }) => {
          const catalogue = { ...rest, limits: { ...limits, ...lowered } };
          const base = document.querySelector("script[type=module]").src.replace(/pages.*/, "core/");
          const { parseFragment } = await import(base + "url.js");
          return [...m.PRESETS.map((preset) => m.labOf(preset, catalogue)), ...["", "#surface=booth"].map((fragment) =>
            parseFragment(fragment, catalogue))];
        }""",
        LOWERED,
    )
    assert len(labs) == 8
    for lab in labs:
        assert lab["steps"] == 50
        assert 1 <= len(lab["optimizers"]) <= 2
        assert max(map(abs, lab["start"].values())) <= 1


@pytest.mark.parametrize("most", range(1, 5))
def test_fewer_optimizers_keep_those_that_a_sentence_speaks_of(in_catalogue: Call, most: int) -> None:
    labs = in_catalogue(
        "presets",
        """(m, high, { limits, ...rest }) => {
          const lowered = { ...limits, optimizers: { low: 1, high } };
          return m.PRESETS.map((preset) => {
            const catalogue = { ...rest, limits: lowered };
            const complete = m.completeLabOf(preset, catalogue).optimizers.map((one) => JSON.stringify(one));
            const places = m.labOf(preset, catalogue).optimizers.map((one) => complete.indexOf(JSON.stringify(one)));
            return [preset.subjects, complete.length, places, m.hasSubjects(preset, lowered)];
          });
        }""",
        most,
    )
    for subjects, all, places, has_subjects in labs:
        assert places == sorted(places)
        assert len(places) == min(most, all)
        assert has_subjects == (set(subjects) <= set(places))


def test_the_complete_lab_of_a_preset_has_all_of_its_optimizers(in_catalogue: Call) -> None:
    count = in_catalogue(
        "presets",
        """(m, lowered, { limits, ...rest }) =>
          m.completeLabOf(m.PRESETS[0], { ...rest, limits: { ...limits, ...lowered } }).optimizers.length""",
        LOWERED,
    )
    assert count == 4


def test_a_surface_brings_its_start_its_view_and_its_rates(in_catalogue: Call) -> None:
    lab = in_catalogue(
        "state",
        """async (m, _, catalogue) => {
          const [beale, surface] = ["beale", "rosenbrock"].map((id) => catalogue.surfaces.get(id));
          const adam = m.newOptimizer(catalogue.methods.get("adam"), beale, []);
          const lab = { ...m.emptyLab(beale, catalogue.limits), optimizers: [adam], view: {} };
          return m.withSurface(lab, surface, catalogue);
        }""",
    )
    assert (lab["start"], lab["view"]) == ({"x": -1.5, "y": 2}, None)
    assert lab["optimizers"][0]["settings"]["learning_rate"] == 0.1
