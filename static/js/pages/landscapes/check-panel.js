/**
 * The gradient check: calculus against the nudge, and what is wrong where they differ.
 * @module
 */

import { drawErrors, shareAcross, WIDTHS } from "../../charts/check-chart.js";
import { mathElement } from "../../components/mathml.js";
import { createSliderField } from "../../components/slider-field.js";
import { fetchGradientCheck } from "../../core/client.js";
import { formatCount, formatMeasure, formatSetting } from "../../core/format.js";
import { faultKey, widthAt } from "../../core/gradient-check.js";
import { labOf, PRESETS } from "../../core/presets.js";
import { DEFAULT_WIDTH, objectiveOf } from "../../core/state.js";
import { ServerProblem } from "../../core/stream.js";
import { byId, create } from "../../dom.js";
import { t } from "../../words.js";
import { isServerTrouble, problemText } from "./banner.js";
import { OwnGradient } from "./own-gradient.js";

/** @typedef {import("../../core/gradient-check.js").GradientCheck} GradientCheck */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

const PAUSE_MILLISECONDS = 120;
const H_RANGE = { low: 1e-12, high: 1 };
const MICRO = 1e6;
/** @type {Record<GradientCheck["verdict"], string>} */
const TONES = { pass: "good", suspect: "warning", fail: "error" };

export class CheckPanel {
  /** @param {PanelContext} context */
  constructor({ session, Plotly, palette }) {
    this.session = session;
    this.Plotly = Plotly;
    this.palette = palette;
    this.where = create("p", { class: "meaning where" });
    this.width = createSliderField({
      label: "h",
      meaning: t("setting.h.meaning"),
      value: session.lab.h,
      ...H_RANGE,
      initial: DEFAULT_WIDTH,
      onChange: (h) => this.chooseWidth(h),
    });
    this.fault = create("p", { class: "fault", role: "alert" });
    this.result = create("div", { class: "panel-content", role: "status" });
    this.chart = create("div", { class: "check-chart", role: "img", "aria-label": t("check.description") });
    this.own = new OwnGradient(session);
    this.moment = create("button", { type: "button", class: "quiet" }, t("check.rosenbrock"));
    byId("check").append(
      this.where,
      this.result,
      this.fault,
      this.own.element,
      this.width.element,
      this.chart,
      create("p", { class: "panel-look-for" }, t("check.look_for")),
      this.moment,
    );
    this.moment.addEventListener("click", () => this.toRosenbrock());
    this.chart.addEventListener("pointerdown", (event) => this.grab(event));
    this.chart.addEventListener("pointermove", (event) => this.chart.hasPointerCapture(event.pointerId) && this.drag(event));
    new ResizeObserver(() => this.draw()).observe(this.chart);
    /** @type {GradientCheck | null} */
    this.check = null;
    this.abort = new AbortController();
    this.timer = 0;
    this.key = "";
    this.theme = "";
  }

  open() {
    const { lab } = this.session;
    this.width.show(lab.h);
    this.own.show();
    this.moment.hidden = lab.surface === "rosenbrock";
    const key = JSON.stringify(this.request());
    if (key !== this.key) {
      this.key = key;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.load(), PAUSE_MILLISECONDS);
    } else if (this.palette().theme !== this.theme) {
      this.draw();
    }
  }

  close() {
    clearTimeout(this.timer);
    this.abort.abort();
    this.key = "";
  }

  request() {
    const { lab } = this.session;
    const { x, y } = lab.start;
    const { h, gradient } = lab;
    return { objective: objectiveOf(lab), point: [x, y], h, ...(gradient ? { gradient } : {}) };
  }

  async load() {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    try {
      const check = await fetchGradientCheck(this.request(), signal);
      this.own.fields.forEach((_, index) => this.own.tell(index, null));
      this.fault.textContent = "";
      this.show(check);
    } catch (error) {
      if (!signal.aborted) this.tell(error);
    }
  }

  /** @param {unknown} error of a check; the last good one stays */
  tell(error) {
    if (!isServerTrouble(error)) throw error;
    const faulty = error instanceof ServerProblem ? error.errors.filter(({ code }) => code) : [];
    for (const { location, position, code, values } of faulty) {
      const index = Number(/^gradient\[(\d)\]$/.exec(location)?.[1]);
      if (this.own.fields[index]) this.own.tell(index, { position: position ?? 0, code: code ?? "", values: values ?? {} });
    }
    this.fault.textContent = faulty.length ? "" : problemText(error);
  }

  /** @param {GradientCheck} check */
  show(check) {
    this.check = check;
    const [x, y] = check.point.map((value) => formatSetting(value));
    this.where.textContent = t("check.at", { x, y });
    this.result.replaceChildren(this.table(check), this.verdict(check), ...faults(check), ...kinks(check), costs(check));
    this.draw();
  }

  /** @param {GradientCheck} check */
  table({ analytic, numeric, relative_error: errors }) {
    const headings = ["", t(this.session.lab.gradient ? "check.yours" : "check.analytic"), t("check.numeric"), t("check.error")];
    const rows = ["x", "y"].map((variable, index) =>
      create(
        "tr",
        {},
        create("th", { scope: "row" }, `∂L/∂${variable}`),
        ...[analytic, numeric, errors].map((column) =>
          create("td", { class: "number" }, formatMeasure(column[index] ?? NaN)),
        ),
      ),
    );
    return create(
      "table",
      { class: "numbers" },
      create("thead", {}, create("tr", {}, ...headings.map((text) => create("th", { scope: "col", class: "number" }, text)))),
      create("tbody", {}, ...rows),
    );
  }

  /** @param {GradientCheck} check */
  verdict({ verdict, reason }) {
    const chip = create("strong", { class: `chip ${TONES[verdict]}` }, t(`check.${verdict}`));
    return create("p", { class: "verdict" }, chip, ...(reason ? [" ", t(`check.reason.${reason}`)] : []));
  }

  draw() {
    if (!this.check || this.chart.clientWidth === 0) return;
    this.theme = this.palette().theme;
    drawErrors(this.Plotly, this.chart, this.check.sweep, this.session.lab.h, this.palette());
  }

  /** @param {number} h */
  chooseWidth(h) {
    this.session.change((lab) => ({ ...lab, h }));
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (event.button !== 0 || /** @type {Element} */ (event.target).closest(".modebar")) return;
    this.chart.setPointerCapture(event.pointerId);
    this.drag(event);
  }

  /** @param {PointerEvent} event */
  drag({ clientX }) {
    const h = widthAt(shareAcross(this.chart, clientX), WIDTHS);
    this.chooseWidth(Math.min(H_RANGE.high, Math.max(H_RANGE.low, h)));
  }

  /** The loss on which a slip is easily made. */
  toRosenbrock() {
    const preset = /** @type {import("../../core/presets.js").Preset} */ (PRESETS.find(({ id }) => id === "rosenbrock"));
    this.session.change(() => ({ ...labOf(preset, this.session.catalogue), panel: "check" }));
    this.session.seek(preset.steps);
  }
}

/** @param {GradientCheck} check */
function faults({ faults: found }) {
  return found.map((fault) => {
    const { dimension, factor, offset, term, expected } = fault;
    const values = {
      variable: "xy"[dimension],
      other: "yx"[dimension],
      factor: formatSetting(factor ?? 0, 4),
      offset: formatSetting(offset ?? 0, 4),
      term: term ?? "",
      expected: expected ?? "",
    };
    return create("p", { class: "gradient-fault" }, t(`check.fault.${faultKey(fault)}`, values));
  });
}

/** @param {GradientCheck} check */
function kinks({ kinks: found }) {
  return found.map(({ mathml, dimension }) =>
    create("p", { class: "formula" }, t("check.kink", { variable: "xy"[dimension] }), " ", mathElement(mathml)),
  );
}

/** @param {GradientCheck} check */
function costs({ evaluations, seconds }) {
  const micro = (/** @type {number} */ value) => formatMeasure(MICRO * value);
  return create(
    "p",
    { class: "meaning" },
    t("check.costs", {
      losses: formatCount(evaluations.numeric),
      gradients: formatCount(evaluations.analytic),
      numeric: micro(seconds.numeric),
      analytic: micro(seconds.analytic),
    }),
  );
}
