/**
 * The optimizers that train, side by side.
 * @module
 */

import { createSliderField } from "../../components/slider-field.js";
import { createSwatch } from "../../components/swatch.js";
import { BATCHES, MOST_RUNNERS } from "../../core/classifiers/state.js";
import { byId, create } from "../../dom.js";
import { t } from "../../words.js";
import { batchName, nameOf, styleOf } from "./runner-style.js";

/** @typedef {import("../../core/classifiers/state.js").Batch} Batch */
/** @typedef {import("../../core/classifiers/state.js").Runner} Runner */
/** @typedef {import("./session.js").Session} Session */

const RATES = { low: 1e-5, high: 10 };
const SUITED_RATES = /** @type {Record<string, number>} */ ({ gradient_descent: 0.1, momentum: 0.01, nesterov: 0.01, adagrad: 0.05, rmsprop: 0.002, adam: 0.005, adamw: 0.005 });
const OWN_TEXT = "custom";

export class Runners {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    this.shown = "";
    /** @type {(ReturnType<typeof createSliderField> | null)[]} */
    this.fields = [];
    byId("add").addEventListener("click", () => this.add());
    session.addEventListener("state", () => this.show());
    this.show();
  }

  /** Build the rows anew, unless only a rate has changed, which its field knows already. */
  show() {
    const { runners } = this.session.state;
    const key = JSON.stringify(runners.map(({ rule, batch }) => [rule, batch]));
    byId("add").toggleAttribute("disabled", runners.length >= MOST_RUNNERS);
    if (key === this.shown) return runners.forEach(({ rate }, index) => this.fields[index]?.takeUp(rate));
    this.shown = key;
    this.fields = [];
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.focus;
    byId("runners").replaceChildren(...runners.map((runner, index) => this.row(runner, index)));
    if (focused) /** @type {HTMLElement | null} */ (byId("runners").querySelector(`[data-focus="${focused}"]`))?.focus();
  }

  recolour() {
    this.shown = "";
    this.show();
  }

  /**
   * @param {Runner} runner
   * @param {number} index
   */
  row({ rule, rate, batch }, index) {
    const { session } = this;
    const rules = [...session.methods.keys()].filter((id) => id !== OWN_TEXT);
    const name = nameOf(session, index);
    const method = choose(rules.map((id) => [id, t(`rule.${id}.name`)]), rule, t("training.rule"), `rule-${index}`, (value) =>
      this.change(index, (one) => ({ ...one, rule: value, rate: SUITED_RATES[value] ?? one.rate })),
    );
    const remove = create("button", { type: "button", class: "icon-button text", "aria-label": t("training.remove", { name }), title: t("runner.remove"), "data-focus": `remove-${index}`, disabled: session.state.runners.length === 1 }, "×");
    remove.addEventListener("click", () => session.change((state) => ({ ...state, runners: state.runners.toSpliced(index, 1) })));
    const head = create("div", { class: "runner-head" }, createSwatch(styleOf(session, index)), method, remove);
    if (session.isSearch(rule)) {
      this.fields.push(null);
      return create("li", { class: "runner" }, head);
    }
    const batches = BATCHES.includes(batch) ? BATCHES : [...BATCHES, batch];
    const from = choose(batches.map((value) => [String(value), batchName(value)]), String(batch), t("training.batch"), `batch-${index}`, (value) =>
      this.change(index, (one) => ({ ...one, batch: value === "all" || value === "numeric" ? value : Number(value) })),
    );
    const field = createSliderField({
      label: t("setting.learning_rate.name"),
      meaning: t("setting.learning_rate.meaning"),
      value: rate,
      ...RATES,
      initial: SUITED_RATES[rule] ?? rate,
      onChange: (value) => this.change(index, (one) => ({ ...one, rate: value })),
    });
    this.fields.push(field);
    const cost = batch === "numeric" ? [create("p", { class: "meaning" }, t("batch.cost"))] : [];
    return create("li", { class: "runner" }, head, create("label", { class: "batch-field" }, create("span", {}, t("training.batch")), from), ...cost, field.element);
  }

  add() {
    this.session.change((state) => ({ ...state, runners: [...state.runners, /** @type {Runner} */ (state.runners.at(-1))] }));
    /** @type {HTMLElement | null} */ (byId("runners").querySelector(`[data-focus="rule-${this.session.state.runners.length - 1}"]`))?.focus();
  }

  /**
   * @param {number} index
   * @param {(runner: Runner) => Runner} change
   */
  change(index, change) {
    this.session.change((state) => ({ ...state, runners: state.runners.map((runner, place) => (place === index ? change(runner) : runner)) }));
  }
}

/**
 * @param {string[][]} options value and text
 * @param {string} value
 * @param {string} label
 * @param {string} focus tells where the focus was before the row was built anew
 * @param {(value: string) => void} onChange
 */
function choose(options, value, label, focus, onChange) {
  const element = create("select", { "aria-label": label, "data-focus": focus }, ...options.map(([id, text]) => create("option", { value: id, selected: id === value }, text)));
  element.addEventListener("change", () => onChange(element.value));
  return element;
}
