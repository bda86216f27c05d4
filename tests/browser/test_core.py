"""The modules of the page that know no document, imported in a real browser and called."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

Call = Callable[..., Any]

VIEW = {"x": {"low": -2, "high": 4.5}, "y": {"low": -2.5, "high": 2.5}}


@pytest.fixture(scope="module")
def call(browser: Browser, base_url: str) -> Iterator[Call]:
    """Calls a function of JavaScript with the exports of a module of `static/js/core` and an argument."""
    page = browser.new_page()
    page.goto(f"{base_url}/landscapes")
    main = page.locator("script[type=module]").first.get_attribute("src")
    assert main is not None
    core = main.partition("pages/")[0] + "core/"

    def call(module: str, function: str, argument: Any = None) -> Any:
        return page.evaluate(
            f"async (argument) => {{ const m = await import('{core}{module}.js'); return ({function})(m, argument); }}",
            argument,
        )

    yield call
    page.close()


@pytest.fixture(scope="module")
def in_catalogue(call: Call) -> Call:
    """The same for functions that also take the server's catalogue, as their third argument."""

    def in_catalogue(module: str, function: str, argument: Any = None) -> Any:
        wrapped = f"""async (m, argument) => {{
          const base = [...document.querySelectorAll("script[type=module]")][0].src.replace(/pages.*/, "core/");
          const {{ fetchCatalogue }} = await import(base + "client.js");
          return ({function})(m, argument, await fetchCatalogue());
        }}"""
        return call(module, wrapped, argument)

    return in_catalogue


class TestFormat:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (0, "0"),
            (1.6e-12, "1.6e-12"),
            (0.0077617, "0.007762"),
            (-2.5, "−2.500"),
            (12345.678, "12346"),
            (2.5e7, "2.5e7"),
            (0.000999, "1.0e-3"),
        ],
    )
    def test_measures_have_four_digits_or_an_exponent(self, call: Call, value: float, text: str) -> None:
        assert call("format", "(m, v) => m.formatMeasure(v)", value) == text

    def test_what_is_not_finite_is_a_dash(self, call: Call) -> None:
        assert call("format", "(m) => [NaN, Infinity].map(m.formatMeasure)") == ["–", "–"]

    def test_settings_are_as_short_as_they_can_be(self, call: Call) -> None:
        texts = call("format", "(m) => [0.01, 1e-5, 0.3, 0.1 + 0.2, 1e6].map((v) => m.formatSetting(v))")
        assert texts == ["0.01", "1e-5", "0.3", "0.3", "1e6"]

    def test_counts_have_their_thousands_apart(self, call: Call) -> None:
        assert call("format", "(m) => [0, 999, 1200, 1000000].map(m.formatCount)") == ["0", "999", "1,200", "1,000,000"]

    @pytest.mark.parametrize("text", ["", "abc", "1e999", "0x10", "1,5", "NaN", "--1", "1e", "Infinity"])
    def test_what_is_no_number_is_refused(self, call: Call, text: str) -> None:
        assert call("format", "(m, text) => m.parseNumber(text)", text) is None

    def test_numbers_are_read_as_people_write_them(self, call: Call) -> None:
        assert call("format", "(m) => ['1e-3', ' −2.5 ', '.5', '7.'].map(m.parseNumber)") == [0.001, -2.5, 0.5, 7]


class TestColour:
    def test_hex_survives_oklab(self, call: Call) -> None:
        colours = ["#bcd8e4", "#fbf6ea", "#000000", "#ffffff", "#1c4b5c"]
        assert call("oklab", "(m, all) => all.map((c) => m.hexFromOklab(m.oklabFromHex(c)))", colours) == colours

    def test_lightness_follows_ottosson(self, call: Call) -> None:
        assert call("oklab", "(m) => m.oklabFromHex('#ff0000')") == pytest.approx([0.62796, 0.22486, 0.12585], abs=1e-4)

    def test_stops_are_kept_and_spread(self, call: Call) -> None:
        colours = call("oklab", "(m) => m.spread(['#000000', '#808080', '#ffffff'], 5)")
        assert (colours[0], colours[2], colours[4]) == ("#000000", "#808080", "#ffffff")
        assert len(colours) == 5


class TestTone:
    def test_it_is_the_logarithm_above_the_lowest_in_units_of_a_low_percentile(self, call: Call) -> None:
        rows = [[float(value) for value in range(200)]]
        tone = call("tone", "(m, rows) => m.toneOfLandscape(rows)", rows)
        assert (tone["minimum"], tone["scale"]) == (0, 2)
        assert tone["highest"] == pytest.approx(math.log1p(199 / 2))

    def test_holes_do_not_count(self, call: Call) -> None:
        tone = call("tone", "(m) => m.toneOfLandscape([[null, 3, 4], [5, null, 7]])")
        assert tone["minimum"] == 3

    @pytest.mark.parametrize("rows", [[[2.0, 2.0]], [[None, None]], [[1.0, 1.0, 1.0, 9.0]]])
    def test_any_landscape_has_one(self, call: Call, rows: list[list[float | None]]) -> None:
        tone = call("tone", "(m, rows) => m.toneOfLandscape(rows)", rows)
        assert tone["scale"] > 0
        assert tone["highest"] > 0

    def test_fourteen_contours_lie_between_lowest_and_highest(self, call: Call) -> None:
        levels = call("tone", "(m) => m.contourLevels({ minimum: 0, scale: 1, highest: 15 })")
        assert levels == {"start": 1, "size": 1, "end": 14}


class TestProjection:
    def test_a_view_is_widened_never_squeezed(self, call: Call) -> None:
        fitted = call("projection", "(m, view) => m.fitView(view, { width: 650, height: 650 })", VIEW)
        assert fitted == {"x": {"low": -2, "high": 4.5}, "y": {"low": -3.25, "high": 3.25}}

    def test_pixels_and_points_are_inverse(self, call: Call) -> None:
        point = call(
            "projection",
            """(m, view) => {
              const size = { width: 640, height: 480 };
              return m.fromPixel(view, size, ...m.toPixel(view, size, 1.25, -0.75));
            }""",
            VIEW,
        )
        assert (point["x"], point["y"]) == pytest.approx((1.25, -0.75))

    def test_zooming_keeps_the_centre_in_place(self, call: Call) -> None:
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
    def test_segments_are_clipped_to_the_box(
        self, call: Call, segment: tuple[float, ...], part: list[float] | None
    ) -> None:
        clipped = call("projection", "(m, s) => m.clipSegment(...s, { width: 100, height: 100 }, 0)", list(segment))
        assert clipped == (part if part is None else pytest.approx(part))

    def test_points_far_beyond_any_screen_are_clipped_too(self, call: Call) -> None:
        clipped = call("projection", "(m) => m.clipSegment(50, 50, 1e300, -1e300, { width: 100, height: 100 }, 0)")
        assert clipped is None or 0 <= clipped[0] < clipped[1] <= 1


class TestTimeline:
    def play(self, call: Call, script: str) -> Any:
        return call("timeline", f"(m) => {{ const t = new m.Timeline(100); t.available = 100; {script} }}")

    def test_it_moves_by_its_speed(self, call: Call) -> None:
        steps = "t.play(); t.advanceTo(1000); t.advanceTo(2000); return [t.step, t.playing];"
        assert self.play(call, steps) == [30, True]

    def test_it_waits_for_what_has_not_arrived(self, call: Call) -> None:
        assert self.play(call, "t.available = 7; t.play(); t.advanceTo(0); t.advanceTo(9000); return t.step;") == 7

    def test_it_rests_at_the_end_and_starts_over(self, call: Call) -> None:
        script = "t.play(); t.advanceTo(0); t.advanceTo(9000); const at = [t.step, t.playing]; t.play(); return [...at, t.step];"
        assert self.play(call, script) == [100, False, 0]

    def test_it_is_held_within_the_run(self, call: Call) -> None:
        assert self.play(call, "t.seek(-4); const low = t.step; t.seek(1e9); return [low, t.step];") == [0, 100]

    def test_pausing_loses_no_time_when_it_goes_on(self, call: Call) -> None:
        script = "t.play(); t.advanceTo(0); t.advanceTo(1000); t.pause(); t.play(); t.advanceTo(60000); return t.step;"
        assert self.play(call, script) == 30

    def test_the_fastest_speed_is_what_can_be_drawn(self, call: Call) -> None:
        script = "t.speed = Infinity; t.topSpeed = 50; t.play(); t.advanceTo(0); t.advanceTo(1000); return t.step;"
        assert self.play(call, script) == 50


class TestPaths:
    def test_frames_are_joined_and_nulls_are_not_numbers(self, call: Call) -> None:
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

    def test_what_is_repeated_is_taken_once(self, call: Call) -> None:
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

    def test_a_gap_is_refused(self, call: Call) -> None:
        message = call(
            "paths",
            """(m) => {
              try { new m.Path().append({ step: 4, x: [1], y: [1], loss: [1] }); } catch (error) { return error.message; }
            }""",
        )
        assert message == "entries 0 to 3 are missing"

    def test_columns_grow(self, call: Call) -> None:
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

    def test_a_diverged_path_ends_before_it_became_non_finite(self, call: Call) -> None:
        last = call(
            "paths",
            """(m) => {
              const path = new m.Path();
              path.accept({ type: "frame", optimizer: 0, step: 0, x: [1, 9, null], y: [1, 9, null], loss: [1, 9, null] });
              path.accept({ type: "end", optimizer: 0, reason: "diverged", steps: 2 });
              return path.last;
            }""",
        )
        assert last == 1

    def test_available_is_what_all_have_reached_or_ended_before(self, call: Call) -> None:
        available = call(
            "paths",
            """(m) => {
              const path = (length, end) => ({ length, end });
              return [m.availableStep([path(5, null), path(9, null), path(2, {})]), m.availableStep([path(5, {}), path(9, {})])];
            }""",
        )
        assert available == [4, 8]


STREAM = """
async (m, { answers, specification }) => {
  const asked = [];
  const waits = [];
  const original = window.fetch;
  window.fetch = async (url) => {
    asked.push(url);
    const { status, text, retry } = answers[Math.min(asked.length, answers.length) - 1];
    if (status === 0) throw new TypeError("failed");
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
        controller.close();
      },
    });
    return new Response(body, { status, headers: retry ? { "retry-after": retry } : {} });
  };
  const messages = [];
  let error = null;
  try {
    const options = { signal: new AbortController().signal, wait: async (seconds) => { waits.push(seconds); } };
    for await (const message of m.streamRun(specification, options)) messages.push(message);
  } catch (caught) {
    error = [caught.constructor.name, caught.message, caught.retryAfter ?? null];
  } finally {
    window.fetch = original;
  }
  return { asked, waits, messages, error };
}
"""


def frame(optimizer: int, step: int, *losses: float) -> str:
    return f'{{"type":"frame","optimizer":{optimizer},"step":{step},"loss":{list(losses)}}}\n'


END = '{"type":"end","optimizer":%d,"reason":"steps"}\n'
DONE = '{"type":"done"}\n'
TWO = {"optimizers": [{}, {}]}


class TestStream:
    def test_lines_are_put_together_from_any_pieces(self, call: Call) -> None:
        text = frame(0, 0, 3, 2) + frame(1, 0, 5) + END % 0 + END % 1 + DONE
        answer = {"status": 200, "text": text + '{"type":"incompl'}
        result = call("stream", STREAM, {"answers": [answer], "specification": TWO})
        assert [message["type"] for message in result["messages"]] == ["frame", "frame", "end", "end", "done"]
        assert result["asked"] == ["/api/runs"]

    def test_a_drop_is_taken_up_where_the_slowest_was(self, call: Call) -> None:
        first = frame(0, 0, 3, 2, 1) + frame(1, 0, 5, 4) + frame(1, 2, 3)[:20]
        second = frame(0, 2, 1, 0.5) + frame(1, 2, 3, 2) + END % 0 + END % 1 + DONE
        answers = [{"status": 200, "text": first}, {"status": 0}, {"status": 200, "text": second}]
        result = call("stream", STREAM, {"answers": answers, "specification": TWO})
        assert result["asked"] == ["/api/runs", "/api/runs?from_step=2", "/api/runs?from_step=2"]
        assert result["messages"][-1]["type"] == "done"
        assert result["error"] is None

    def test_what_was_received_is_not_yielded_again(self, call: Call) -> None:
        first = frame(0, 0, 3, 2) + END % 0
        second = END % 0 + frame(1, 0, 5, 4) + END % 1 + DONE
        answers = [{"status": 200, "text": first}, {"status": 200, "text": second}]
        result = call("stream", STREAM, {"answers": answers, "specification": TWO})
        assert [message["type"] for message in result["messages"]] == ["frame", "end", "frame", "end", "done"]

    def test_it_gives_up_after_a_while(self, call: Call) -> None:
        result = call("stream", STREAM, {"answers": [{"status": 0}], "specification": TWO})
        assert result["error"][0] == "ConnectionLost"
        assert result["waits"] == [0.2, 0.5, 1, 2, 4]

    def test_a_busy_server_says_when_to_come_back(self, call: Call) -> None:
        answers = [{"status": 503, "text": '{"detail":"All places are taken."}', "retry": "3"}]
        result = call("stream", STREAM, {"answers": answers, "specification": TWO})
        assert result["error"] == ["ServerProblem", "All places are taken.", 3]

    def test_a_failure_in_the_stream_is_the_problem_it_says(self, call: Call) -> None:
        answers = [{"status": 200, "text": frame(0, 0, 1) + '{"type":"error","title":"Gave up","status":500}\n'}]
        result = call("stream", STREAM, {"answers": answers, "specification": TWO})
        assert result["error"][:2] == ["ServerProblem", "Gave up"]
        assert len(result["asked"]) == 1


class TestSlots:
    def test_the_home_is_taken_first_then_the_next_free(self, call: Call) -> None:
        slots = call(
            "slots", "(m) => [m.nextSlot('adam', [0]), m.nextSlot('adam', [0, 2]), m.nextSlot('adam', [0, 1, 2])]"
        )
        assert slots == [2, 1, 3]

    def test_beyond_eight_colours_repeat_with_another_dash(self, call: Call) -> None:
        first, ninth = call("slots", "(m) => [m.slotStyle(1), m.slotStyle(9)]")
        assert first["colour"] == ninth["colour"]
        assert first["dash"] != ninth["dash"]


class TestBeadsAndDecimation:
    def test_beads_mark_the_same_moments(self, call: Call) -> None:
        assert call("beads", "(m) => m.beadSteps(600)") == [10, 20, 50, 100, 200, 500]
        assert call("beads", "(m) => m.beadSteps(9)") == []

    def test_points_closer_than_can_be_seen_are_left_out(self, call: Call) -> None:
        steps = call(
            "decimation",
            """(m) => {
              const path = { x: [0, 0.1, 0.2, 5, 5.1, 900, 950, 60], y: Array(8).fill(0), loss: Array(8).fill(0) };
              const project = (x, y, loss, pixel) => { pixel[0] = x; pixel[1] = y; return true; };
              return m.apart(path, 7, project, { width: 100, height: 100 }, 1);
            }""",
        )
        assert steps == [0, 3, 5, 6, 7]

    def test_a_curve_keeps_what_each_column_shows(self, call: Call) -> None:
        kept = call("decimation", "(m) => m.byColumn(10, (i) => i / 5, (i) => [5, 1, 9, 3, 4, 2, 2, 2, 2, 7][i])")
        assert kept == [0, 1, 2, 4, 5, 9]


class TestEvaluations:
    @pytest.mark.parametrize(
        ("gradient", "kind", "spent"),
        [
            ("analytic", "rule", {"losses": 0, "gradients": 300}),
            ("noisy", "rule", {"losses": 0, "gradients": 300}),
            ("numeric", "rule", {"losses": 1200, "gradients": 0}),
            ("analytic", "search", {"losses": 301, "gradients": 0}),
        ],
    )
    def test_they_are_what_the_server_counts(self, call: Call, gradient: str, kind: str, spent: dict[str, int]) -> None:
        optimizer = {"gradient": {"kind": gradient}}
        assert call("evaluations", "(m, [o, kind]) => m.evaluationsAt(o, kind, 300)", [optimizer, kind]) == spent


class TestFate:
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
        self, call: Call, x: float, y: float, loss: float, norm: float, kind: str
    ) -> None:
        fate = call(
            "fate",
            f"""(m, [x, y, loss, norm]) => {{
              const path = {{ x: [1, x], y: [0, y], loss: [9, loss], gradientNorm: [1, norm], last: 1, end: null }};
              return m.fateAt(path, 1, {self.SURFACE}, {self.WIDE}, "rule").kind;
            }}""",
            [x, y, loss, norm],
        )
        assert fate == kind

    def test_leaving_is_the_last_step_that_touches_the_view(self, call: Call) -> None:
        step = call(
            "fate",
            f"""(m) => m.stepOfLeaving({{ x: [0, 4, 60, -900, 1e200], y: [0, 0, 0, 0, 1e200], last: 4 }}, {self.WIDE})""",
        )
        assert step == 3


class TestAddress:
    ROUND_TRIP = """(m, fragment, catalogue) => m.formatFragment(m.parseFragment(fragment, catalogue))"""

    def test_everything_comes_back(self, in_catalogue: Call) -> None:
        fragment = (
            "surface=ill_conditioned_bowl&condition=50&start=0.5,-1&seed=7&steps=123"
            "&optimizer=momentum,learning_rate:0.003,momentum:0.8,gradient:numeric:0.0001,schedule:step:10:0.5,slot:5,hidden"
            "&optimizer=random_search&optimizer=adam,learning_rate:0.1,beta1:0.9,beta2:0.999,epsilon:1e-8,"
            "gradient:noisy:0.5,schedule:cosine"
            "&view=-1,1,-0.5,0.5&mode=relief&camera=1,1.2,0.5&at=60&speed=max&curves=evaluations&hide=minima,draws"
        )
        assert in_catalogue("url", self.ROUND_TRIP, fragment) == fragment

    def test_writing_what_was_read_changes_nothing_more(self, in_catalogue: Call) -> None:
        once = in_catalogue("url", self.ROUND_TRIP, "#surface=beale&steps=12&optimizer=adam&optimizer=adam")
        assert in_catalogue("url", self.ROUND_TRIP, once) == once

    def test_an_empty_address_is_the_first_visit(self, in_catalogue: Call) -> None:
        lab = in_catalogue("url", "(m, _, catalogue) => m.parseFragment('', catalogue)")
        assert (lab["surface"], lab["steps"], lab["seed"], lab["at"]) == ("beale", 300, 0, None)
        rates = [(one["rule"], one["settings"].get("learning_rate")) for one in lab["optimizers"]]
        assert rates == [("gradient_descent", 0.01), ("momentum", 0.01), ("adam", 0.3), ("random_search", None)]

    def test_what_is_out_of_range_takes_its_default(self, in_catalogue: Call) -> None:
        fragment = "surface=beale&steps=0&start=1e99,0&seed=-1&optimizer=momentum,momentum:2,learning_rate:abc&at=999"
        lab = in_catalogue("url", "(m, fragment, catalogue) => m.parseFragment(fragment, catalogue)", fragment)
        assert (lab["steps"], lab["start"], lab["seed"], lab["at"]) == (300, {"x": 0.75, "y": 1.5}, 0, None)
        assert lab["optimizers"][0]["settings"] == {"learning_rate": 0.01, "momentum": 0.9}

    def test_every_preset_is_a_run_that_the_server_takes(self, in_catalogue: Call) -> None:
        answers = in_catalogue(
            "presets",
            """async (m, _, catalogue) => {
              const base = document.querySelector("script[type=module]").src.replace(/pages.*/, "core/");
              const { runSpecification } = await import(base + "state.js");
              return Promise.all(m.PRESETS.map(async (preset) => {
                const body = JSON.stringify(runSpecification(m.labOf(preset, catalogue)));
                const response = await fetch("/api/runs", { method: "POST", headers: { "content-type": "application/json" }, body });
                await response.text();
                return response.status;
              }));
            }""",
        )
        assert answers == [200] * 6

    def test_a_surface_brings_its_start_its_view_and_its_rates(self, in_catalogue: Call) -> None:
        lab = in_catalogue(
            "state",
            """async (m, _, catalogue) => {
              const surface = catalogue.surfaces.get("rosenbrock");
              const adam = m.newOptimizer(catalogue.methods.get("adam"), catalogue.surfaces.get("beale"), []);
              const lab = { ...m.emptyLab(catalogue.surfaces.get("beale")), optimizers: [adam], view: {} };
              return m.withSurface(lab, surface, catalogue);
            }""",
        )
        assert (lab["start"], lab["view"]) == ({"x": -1.5, "y": 2}, None)
        assert lab["optimizers"][0]["settings"]["learning_rate"] == 0.1
