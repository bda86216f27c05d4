/**
 * The choice of the optimizer whose step, sweep or basins a panel shows. All panels share it.
 * @module
 */

import { create } from "../../../document/dom.js";
import { optimizerName } from "../names.js";

/** @typedef {import("../../../core/landscapes/state.js").Optimizer} Optimizer */
/** @typedef {import("../session.js").Session} Session */

export class OptimizerChooser {
  /**
   * @param {Session} session
   * @param {string} label
   */
  constructor(session, label) {
    this.session = session;
    this.element = create("select", { class: "subject", "aria-label": label });
    this.element.addEventListener("change", () =>
      session.change((lab) => ({ ...lab, subject: this.element.selectedIndex })),
    );
  }

  /** The index of the chosen optimizer in the run. */
  get index() {
    const { subject, optimizers } = this.session.lab;
    return Math.min(subject, optimizers.length - 1);
  }

  /** @returns {Optimizer} */
  get optimizer() {
    return this.session.lab.optimizers[this.index];
  }

  /** Whether it is a search, which does not use gradients. */
  get isSearch() {
    return this.session.catalogue.methods.get(this.optimizer.rule)?.kind === "search";
  }

  /** Show the current optimizers and the chosen one. */
  show() {
    const names = this.session.lab.optimizers.map(optimizerName);
    const shown = [...this.element.options].map(({ text }) => text);
    if (names.join("\n") !== shown.join("\n")) {
      this.element.replaceChildren(...names.map((name) => create("option", {}, name)));
    }
    this.element.selectedIndex = this.index;
  }
}
