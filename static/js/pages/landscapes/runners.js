/**
 * The list of optimizers.
 * @module
 */

import { styleOf } from "../../charts/optimizer-style.js";
import { createMoreButton, createRunnerSettings } from "../../components/runner-settings.js";
import { RowList } from "../../components/row-list.js";
import { createSliderField } from "../../components/slider-field.js";
import { createLegendSymbol } from "../../components/legend-symbol.js";
import { asCustomRule, builtInOriginal } from "../../core/shared/custom-rule.js";
import { scheduleSettings } from "../../core/shared/optimizers.js";
import { nextSlot } from "../../core/shared/line-styles.js";
import { sourceSettings, suitedRate, takenSlots, withOptimizer } from "../../core/landscapes/state.js";
import { byId, create, icon } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { bindAdditions } from "./add-menu.js";
import { optimizerName } from "./names.js";

/** @typedef {import("../../core/shared/line-styles.js").Theme} Theme */
/** @typedef {import("../../core/landscapes/state.js").Method} Method */
/** @typedef {import("../../core/landscapes/state.js").Optimizer} Optimizer */
/** @typedef {import("./session.js").Session} Session */

export class Runners {
  /**
   * @param {Session} session
   * @param {() => Theme} theme the current theme
   * @param {(index: number | null) => void} highlight highlights an optimizer
   */
  constructor(session, theme, highlight) {
    this.session = session;
    this.theme = theme;
    this.highlight = highlight;
    /** @type {RowList<Optimizer>} */
    this.list = new RowList(
      byId("runners"),
      (optimizer, index) => this.structure(optimizer, index),
      (optimizer, index) => this.build(optimizer, index),
    );
    /** @type {number | null} index of the optimizer whose settings are open */
    this.open = null;
    bindAdditions(session, theme);
    session.addEventListener("state", () => this.show());
    this.show();
  }

  show() {
    byId("add").toggleAttribute("disabled", this.full);
    this.list.show(this.session.lab.optimizers);
  }

  /** Whether no more optimizers can be added. */
  get full() {
    return this.session.lab.optimizers.length >= this.session.catalogue.limits.optimizers.high;
  }

  /** Whether there is only one optimizer. */
  get alone() {
    return this.session.lab.optimizers.length === 1;
  }

  /**
   * @param {Optimizer} optimizer
   * @param {number} index
   */
  structure({ rule, base, gradient, slot, visible }, index) {
    return [rule, base, gradient.kind, slot, visible, this.open === index, this.alone, this.full, this.theme()];
  }

  /**
   * @param {Optimizer} optimizer
   * @param {number} index
   * @returns {import("../../components/row-list.js").Row<Optimizer>}
   */
  build(optimizer, index) {
    const method = this.methodOf(optimizer);
    const isOpen = this.open === index;
    const rate = method.kind === "rule" ? this.rateField(optimizer, method, index) : null;
    const settings = isOpen ? this.settings(optimizer, method, index) : null;
    const element = create(
      "li",
      { class: optimizer.visible ? "runner" : "runner hidden-runner" },
      this.head(optimizer, method, index),
      ...(rate ? [rate.element] : []),
      create("p", { class: "runner-result" }),
      ...(settings ? [settings.element] : []),
    );
    element.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && this.highlight(index));
    element.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && this.highlight(null));
    const update = (/** @type {Optimizer} */ one) => {
      rate?.update(one.settings.learning_rate);
      settings?.update(one);
    };
    return { element, update };
  }

  /**
   * @param {Optimizer} optimizer
   * @param {Method} method
   * @param {number} index
   */
  head(optimizer, method, index) {
    const name = optimizerName(optimizer);
    const eye = create("button", {
      type: "button",
      class: "icon-button",
      "aria-pressed": String(optimizer.visible),
      "aria-label": t("runner.show", { name }),
      "data-focus": "eye",
    });
    eye.append(icon(optimizer.visible ? "eye" : "eye-off"));
    eye.addEventListener("click", () => this.toggleVisible(index));
    const more = createMoreButton(name, this.open === index, () => this.toggleOpen(index));
    const swatch = createLegendSymbol(styleOf(optimizer, method.kind, name, this.theme()));
    return create("div", { class: "runner-head" }, eye, swatch, create("span", { class: "runner-name" }, name), more);
  }

  /**
   * @param {Optimizer} optimizer
   * @param {Method} method
   * @param {number} index
   */
  settings(optimizer, method, index) {
    const { catalogue } = this.session;
    const isEdited = builtInOriginal(optimizer, catalogue) !== null;
    const { limits } = catalogue;
    const variants = { gradient: sourceSettings(limits), schedule: scheduleSettings(limits) };
    return createRunnerSettings(optimizer, method, variants, String(optimizer.slot), {
      change: (change) => this.change(index, change),
      edit: () => this.edit(index),
      ruleLength: limits.rule_length,
      before: catalogue.methods.get(optimizer.base ?? "")?.source ?? null,
      race: isEdited && !this.full ? () => this.race(index) : null,
      duplicate: this.full ? null : () => this.duplicate(index),
      remove: this.alone ? null : () => this.remove(index),
    });
  }

  /**
   * @param {Optimizer} optimizer
   * @param {Method} method
   * @param {number} index
   */
  rateField(optimizer, method, index) {
    const setting = /** @type {import("../../core/landscapes/state.js").Setting} */ (
      method.settings.find(({ name }) => name === "learning_rate")
    );
    return createSliderField({
      label: t("setting.learning_rate.name"),
      meaning: t("setting.learning_rate.meaning"),
      value: optimizer.settings.learning_rate,
      low: setting.low,
      high: setting.high,
      initial: suitedRate(this.session.surface, this.session.catalogue.methods.get(optimizer.base ?? "") ?? method),
      onChange: (value) =>
        this.change(index, (one) => ({ ...one, settings: { ...one.settings, learning_rate: value } })),
    });
  }

  /**
   * Show the result of an optimizer under its name.
   * @param {number} index
   * @param {string} text
   */
  showResult(index, text) {
    const result = this.list.rows[index]?.element.querySelector(".runner-result");
    if (result && result.textContent !== text) result.textContent = text;
  }

  /**
   * Open the lines of a rule for editing.
   * @param {number} index
   */
  edit(index) {
    this.change(index, (optimizer) => asCustomRule(optimizer, this.session.catalogue));
    this.list.focus(index, "source");
  }

  /**
   * Run an edited rule against the one from which it started.
   * @param {number} index
   */
  race(index) {
    const { lab, catalogue } = this.session;
    const rival = /** @type {Optimizer} */ (builtInOriginal(lab.optimizers[index], catalogue));
    const slot = nextSlot(rival.rule, takenSlots(lab.optimizers));
    this.session.changeAndPlay((now) => ({
      ...now,
      optimizers: now.optimizers.toSpliced(index + 1, 0, { ...rival, slot, visible: true }),
    }));
  }

  /** @param {number} index */
  duplicate(index) {
    const source = this.session.lab.optimizers[index];
    const copy = { ...source, slot: nextSlot(source.rule, takenSlots(this.session.lab.optimizers)) };
    this.open = null;
    this.session.change((lab) => ({ ...lab, optimizers: lab.optimizers.toSpliced(index + 1, 0, copy) }));
  }

  /** @param {number} index */
  remove(index) {
    this.open = null;
    this.highlight(null);
    this.session.change((lab) => ({ ...lab, optimizers: lab.optimizers.toSpliced(index, 1) }));
    byId("add").focus();
  }

  /** @param {number} index */
  toggleVisible(index) {
    if (index >= this.session.lab.optimizers.length) return;
    this.change(index, (optimizer) => ({ ...optimizer, visible: !optimizer.visible }));
  }

  /** @param {number} index */
  toggleOpen(index) {
    this.open = this.open === index ? null : index;
    this.show();
  }

  /**
   * @param {number} index
   * @param {(optimizer: Optimizer) => Optimizer} change
   */
  change(index, change) {
    this.session.change((lab) => withOptimizer(lab, index, change));
  }

  /** @param {Optimizer} optimizer */
  methodOf({ rule }) {
    return /** @type {Method} */ (this.session.catalogue.methods.get(rule));
  }
}
