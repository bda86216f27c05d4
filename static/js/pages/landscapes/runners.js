/**
 * The list of optimizers that run.
 * @module
 */

import { styleOf } from "../../charts/styles.js";
import { createSliderField } from "../../components/slider-field.js";
import { createSwatch } from "../../components/swatch.js";
import { opened, original, settingsRead } from "../../core/custom-rule.js";
import { nextSlot } from "../../core/slots.js";
import { suitedRate, takenSlots, withOptimizer } from "../../core/state.js";
import { byId, create, icon } from "../../dom.js";
import { t } from "../../words.js";
import { bindAdditions } from "./additions.js";
import { optimizerName } from "./names.js";
import { createRunnerSettings } from "./runner-settings.js";

/** @typedef {import("../../core/slots.js").Theme} Theme */
/** @typedef {import("../../core/state.js").Method} Method */
/** @typedef {import("../../core/state.js").Optimizer} Optimizer */
/** @typedef {import("./session.js").Session} Session */

/**
 * @typedef {object} Row
 * @property {string} key what the row's structure depends on
 * @property {HTMLElement} element
 * @property {((rate: number) => void) | null} takeUpRate
 */

export class Runners {
  /**
   * @param {Session} session
   * @param {() => Theme} theme the theme in force
   * @param {(index: number | null) => void} highlight lets an optimizer stand out
   */
  constructor(session, theme, highlight) {
    this.session = session;
    this.theme = theme;
    this.highlight = highlight;
    this.list = byId("runners");
    /** @type {Row[]} */
    this.rows = [];
    /** @type {number | null} the runner whose settings are open */
    this.open = null;
    bindAdditions(session, theme);
    session.addEventListener("state", () => this.show());
    this.show();
  }

  show() {
    const { optimizers } = this.session.lab;
    const focus = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-focus]"));
    const focused = this.rows.findIndex(({ element }) => element.contains(focus));
    this.rows = optimizers.map((optimizer, index) => this.refresh(optimizer, index));
    this.list.replaceChildren(...this.rows.map(({ element }) => element));
    byId("add").toggleAttribute("disabled", optimizers.length >= this.session.catalogue.limits.optimizers.high);
    if (focus && focused >= 0 && !focus.isConnected) this.refocus(focused, focus.dataset.focus ?? "");
  }

  /**
   * @param {Optimizer} optimizer
   * @param {number} index
   * @returns {Row} the row as it is, or a new one where its structure has changed
   */
  refresh(optimizer, index) {
    const { rule, base, gradient, schedule, slot, visible } = optimizer;
    const read = settingsRead(optimizer, this.methodOf(optimizer)).map(({ name }) => name);
    const only = this.session.lab.optimizers.length === 1;
    const key = JSON.stringify([
      rule,
      base,
      read,
      gradient.kind,
      schedule.kind,
      slot,
      visible,
      this.open === index,
      only,
      this.theme(),
    ]);
    const known = this.rows[index];
    if (known?.key !== key) return this.build(optimizer, index, key);
    known.takeUpRate?.(optimizer.settings.learning_rate);
    return known;
  }

  /**
   * @param {Optimizer} optimizer
   * @param {number} index
   * @param {string} key
   * @returns {Row}
   */
  build(optimizer, index, key) {
    const { session } = this;
    const method = this.methodOf(optimizer);
    const name = optimizerName(optimizer);
    const opened = this.open === index;
    const eye = create("button", {
      type: "button",
      class: "icon-button",
      "aria-pressed": String(optimizer.visible),
      "aria-label": t("runner.show", { name }),
      "data-focus": "eye",
    });
    eye.append(icon(optimizer.visible ? "eye" : "eye-off"));
    eye.addEventListener("click", () => this.toggleVisible(index));
    const more = create("button", {
      type: "button",
      class: "icon-button",
      "aria-expanded": String(opened),
      "aria-label": t("runner.settings", { name }),
      "data-focus": "more",
    });
    more.append(icon("more"));
    more.addEventListener("click", () => this.toggleOpen(index));
    const element = create(
      "li",
      { class: optimizer.visible ? "runner" : "runner hidden-runner" },
      create(
        "div",
        { class: "runner-head" },
        eye,
        createSwatch(styleOf(optimizer, method.kind, name, this.theme())),
        create("span", { class: "runner-name" }, name),
        more,
      ),
    );
    const rate = method.kind === "rule" ? this.rateField(optimizer, method, index) : null;
    if (rate) element.append(rate.element);
    element.append(create("p", { class: "runner-result" }));
    if (opened) {
      const actions = {
        change: (/** @type {(optimizer: Optimizer) => Optimizer} */ change) => this.change(index, change),
        edit: () => this.edit(index),
        before: session.catalogue.methods.get(optimizer.base ?? "")?.source ?? null,
        race: original(optimizer, session.catalogue) && (() => this.race(index)),
        duplicate: () => this.duplicate(index),
        remove: () => this.remove(index),
      };
      element.append(createRunnerSettings(optimizer, method, optimizer.slot, actions));
    }
    element.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && this.highlight(index));
    element.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && this.highlight(null));
    element.toggleAttribute("data-open", opened);
    element
      .querySelector("[data-focus='runner.remove']")
      ?.toggleAttribute("disabled", session.lab.optimizers.length === 1);
    return { key, element, takeUpRate: rate && rate.takeUp };
  }

  /**
   * @param {Optimizer} optimizer
   * @param {Method} method
   * @param {number} index
   */
  rateField(optimizer, method, index) {
    const setting = /** @type {import("../../core/state.js").Setting} */ (
      method.settings.find(({ name }) => name === "learning_rate")
    );
    return createSliderField({
      label: t("setting.learning_rate.name"),
      meaning: t("setting.learning_rate.meaning"),
      value: optimizer.settings.learning_rate,
      low: setting.low,
      high: setting.high,
      initial: suitedRate(this.session.surface, optimizer.base ?? method.id),
      onChange: (value) =>
        this.change(index, (one) => ({ ...one, settings: { ...one.settings, learning_rate: value } })),
    });
  }

  /**
   * What a runner has come to, under its name.
   * @param {number} index
   * @param {string} text
   */
  showResult(index, text) {
    const result = this.rows[index]?.element.querySelector(".runner-result");
    if (result && result.textContent !== text) result.textContent = text;
  }

  /**
   * Open the lines of a rule to change.
   * @param {number} index
   */
  edit(index) {
    this.change(index, (optimizer) => opened(optimizer, this.session.catalogue));
    this.refocus(index, "source");
  }

  /**
   * Let a changed rule run against the one that it was.
   * @param {number} index
   */
  race(index) {
    const { lab, catalogue } = this.session;
    const rival = /** @type {Optimizer} */ (original(lab.optimizers[index], catalogue));
    const slot = nextSlot(rival.rule, takenSlots(lab.optimizers));
    this.session.changeAndPlay((now) => ({
      ...now,
      optimizers: now.optimizers.toSpliced(index + 1, 0, { ...rival, slot, visible: true }),
    }));
  }

  /** @param {number} index */
  duplicate(index) {
    const original = this.session.lab.optimizers[index];
    const copy = { ...original, slot: nextSlot(original.rule, takenSlots(this.session.lab.optimizers)) };
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

  /**
   * Focus what stands where the focus was before its row was built anew.
   * @param {number} index
   * @param {string} key
   */
  refocus(index, key) {
    /** @type {HTMLElement | null | undefined} */ (
      this.rows[index]?.element.querySelector(`[data-focus="${key}"]`)
    )?.focus();
  }

  /** @param {Optimizer} optimizer */
  methodOf({ rule }) {
    return /** @type {Method} */ (this.session.catalogue.methods.get(rule));
  }
}
