/**
 * The list of optimizers that train side by side.
 * @module
 */

import { createMoreButton, createRunnerSettings } from "../../components/runner-settings.js";
import { RowList } from "../../components/row-list.js";
import { createSliderField } from "../../components/slider-field.js";
import { createLegendSymbol } from "../../components/legend-symbol.js";
import { batchesFor, usesGradients, maxRunners, suitedRate, withMethod } from "../../core/classifiers/runners.js";
import { CUSTOM, faultyRule, asCustomRule, builtInOriginal } from "../../core/shared/custom-rule.js";
import { scheduleSettings } from "../../core/shared/optimizers.js";
import { ServerProblem } from "../../core/shared/requests.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { ruleName } from "../shared/names.js";
import { theme } from "../shared/theme.js";
import { batchName, nameOf, styleOf } from "./runner-style.js";

/** @typedef {import("../../core/classifiers/runners.js").Batch} Batch */
/** @typedef {import("../../core/classifiers/runners.js").Runner} Runner */
/** @typedef {import("../../core/shared/optimizers.js").Method} Method */
/** @typedef {import("./session.js").Session} Session */

export class Runners {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    /** @type {number | null} index of the optimizer whose settings are open */
    this.open = null;
    /** @type {RowList<Runner>} */
    this.list = new RowList(
      byId("runners"),
      (runner, index) => this.structure(runner, index),
      (runner, index) => this.build(runner, index),
    );
    byId("add").addEventListener("click", () => this.add());
    session.addEventListener("state", () => this.show());
    session.addEventListener("problem", () => this.showFault());
    this.show();
  }

  show() {
    byId("add").toggleAttribute("disabled", this.full);
    this.list.show(this.session.state.runners);
  }

  /** Open the custom rule that the server refused, which shows what is wrong. */
  showFault() {
    const { problem } = this.session;
    const faulty = problem instanceof ServerProblem ? faultyRule(problem.errors) : null;
    if (faulty === null) return;
    this.open = faulty;
    this.show();
  }

  /** Whether no more optimizers can be added. */
  get full() {
    return this.session.state.runners.length >= maxRunners(this.session.limits);
  }

  /** Whether there is only one optimizer. */
  get alone() {
    return this.session.state.runners.length === 1;
  }

  /**
   * @param {Runner} runner
   * @param {number} index
   */
  structure({ rule, base, batch, schedule }, index) {
    return [
      rule,
      base,
      this.batchesWith(batch),
      batch,
      schedule.kind,
      this.open === index,
      this.alone,
      this.full,
      theme(),
    ];
  }

  /**
   * @param {Runner} runner
   * @param {number} index
   * @returns {import("../../components/row-list.js").Row<Runner>}
   */
  build(runner, index) {
    const isOpen = this.open === index;
    const more = createMoreButton(nameOf(runner), isOpen, () => this.toggleOpen(index));
    const head = create(
      "div",
      { class: "runner-head" },
      createLegendSymbol(styleOf(runner, index)),
      this.ruleField(runner, index),
      more,
    );
    const rate = usesGradients(runner) ? this.rateField(runner, index) : null;
    const settings = isOpen ? this.settings(runner, index) : null;
    const element = create(
      "li",
      { class: "runner" },
      head,
      ...(rate ? [...this.batchElements(runner, index), rate.element] : []),
      ...(settings ? [settings.element] : []),
    );
    const update = (/** @type {Runner} */ one) => {
      rate?.update(one.settings.learning_rate);
      settings?.update(one);
    };
    return { element, update };
  }

  /**
   * @param {Runner} runner
   * @param {number} index
   */
  ruleField(runner, index) {
    const { methods } = this.session;
    const options = [...methods.keys()].map((id) => [
      id,
      id === runner.rule ? ruleName(runner) : ruleName({ rule: id, base: null }),
    ]);
    return choose(options, runner.rule, t("training.rule"), "rule", (rule) => {
      if (rule === CUSTOM) this.open = index;
      this.change(index, (one) => withMethod(one, /** @type {Method} */ (methods.get(rule))));
    });
  }

  /**
   * @param {Batch} batch
   * @returns {Batch[]} the batches to choose from, including the current one
   */
  batchesWith(batch) {
    const usual = batchesFor(this.session.dataset.train, this.session.limits);
    return usual.includes(batch) ? usual : [...usual, batch];
  }

  /**
   * @param {Runner} runner
   * @param {number} index
   */
  batchElements({ batch }, index) {
    const label = t("training.batch");
    const from = choose(
      this.batchesWith(batch).map((value) => [String(value), batchName(value)]),
      String(batch),
      label,
      "batch",
      (value) =>
        this.change(index, (one) => ({
          ...one,
          batch: value === "all" || value === "numeric" ? value : Number(value),
        })),
    );
    const field = create("label", { class: "labelled" }, create("span", {}, label), from);
    return batch === "numeric" ? [field, create("p", { class: "meaning" }, t("batch.cost"))] : [field];
  }

  /**
   * @param {Runner} runner
   * @param {number} index
   */
  rateField({ rule, base, settings }, index) {
    return createSliderField({
      label: t("setting.learning_rate.name"),
      meaning: t("setting.learning_rate.meaning"),
      value: settings.learning_rate,
      ...this.session.limits.learning_rate,
      initial: suitedRate(/** @type {Method} */ (this.session.methods.get(base ?? rule))),
      onChange: (value) =>
        this.change(index, (one) => ({ ...one, settings: { ...one.settings, learning_rate: value } })),
    });
  }

  /**
   * @param {Runner} runner
   * @param {number} index
   */
  settings(runner, index) {
    const { methods, limits } = this.session;
    const isEdited = builtInOriginal(runner, this.session) !== null;
    const method = /** @type {Method} */ (methods.get(runner.rule));
    return createRunnerSettings(runner, method, { schedule: scheduleSettings(limits) }, String(index), {
      change: (change) => this.change(index, change),
      edit: () => this.edit(index),
      ruleLength: limits.rule_length,
      before: methods.get(runner.base ?? "")?.source ?? null,
      race: isEdited && !this.full ? () => this.race(index) : null,
      duplicate: this.full ? null : () => this.append(this.session.chosen.runners[index]),
      remove: this.alone ? null : () => this.remove(index),
    });
  }

  add() {
    this.append(/** @type {Runner} */ (this.session.chosen.runners.at(-1)));
    this.list.focus(this.session.state.runners.length - 1, "rule");
  }

  /** @param {Runner} runner */
  append(runner) {
    this.session.change((state) => ({ ...state, runners: [...state.runners, runner] }));
  }

  /**
   * Open the lines of a rule for editing.
   * @param {number} index
   */
  edit(index) {
    this.change(index, (one) => asCustomRule(one, this.session));
    this.list.focus(index, "source");
  }

  /**
   * Train an edited rule against the one from which it started.
   * @param {number} index
   */
  race(index) {
    this.append(/** @type {Runner} */ (builtInOriginal(this.session.chosen.runners[index], this.session)));
    this.session.train();
  }

  /** @param {number} index */
  remove(index) {
    this.open = null;
    this.session.change((state) => ({ ...state, runners: state.runners.toSpliced(index, 1) }));
    byId("add").focus();
  }

  /** @param {number} index */
  toggleOpen(index) {
    this.open = this.open === index ? null : index;
    this.show();
  }

  /**
   * @param {number} index
   * @param {(runner: Runner) => Runner} change
   */
  change(index, change) {
    this.session.change((state) => ({
      ...state,
      runners: state.runners.map((runner, place) => (place === index ? change(runner) : runner)),
    }));
  }
}

/**
 * @param {string[][]} options value and text of each
 * @param {string} value
 * @param {string} label
 * @param {string} focus identifies the control, so that it keeps the focus when the row is rebuilt
 * @param {(value: string) => void} onChange
 */
function choose(options, value, label, focus, onChange) {
  const element = create(
    "select",
    { "aria-label": label, "data-focus": focus },
    ...options.map(([id, text]) => create("option", { value: id, selected: id === value }, text)),
  );
  element.addEventListener("change", () => onChange(element.value));
  return element;
}
