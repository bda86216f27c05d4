/**
 * The menu of optimizers to add: every rule, the numeric gradient, every search.
 * @module
 */

import { styleOf } from "../../charts/optimizer-style.js";
import { bindMenu } from "../../components/menu.js";
import { createLegendSymbol } from "../../components/legend-symbol.js";
import { newOptimizer, takenSlots } from "../../core/landscapes/state.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { optimizerName } from "./names.js";

/** @typedef {import("../../components/menu.js").MenuItem} MenuItem */
/** @typedef {import("../../core/shared/line-styles.js").Theme} Theme */
/** @typedef {import("../../core/landscapes/state.js").GradientSource} GradientSource */
/** @typedef {import("../../core/landscapes/state.js").Method} Method */
/** @typedef {import("../../core/landscapes/state.js").Optimizer} Optimizer */
/** @typedef {import("./session.js").Session} Session */

/** @type {GradientSource} */
const NUMERIC = { kind: "numeric", h: 1e-5 };

/**
 * @param {Session} session
 * @param {() => Theme} theme the current theme
 */
export function bindAdditions(session, theme) {
  const methods = [...session.catalogue.methods.values()];
  const descent = /** @type {Method} */ (session.catalogue.methods.get("gradient_descent"));
  bindMenu(byId("add"), () => {
    const taken = takenSlots(session.lab.optimizers);
    const ofKind = (/** @type {Method["kind"]} */ wanted) =>
      methods
        .filter(({ kind }) => kind === wanted)
        .map((method) => {
          const added = newOptimizer(method, session.surface, taken);
          taken.push(added.slot);
          return item(session, theme(), method, added, t(`rule.${method.id}.meaning`));
        });
    return [
      { heading: t("add.rules"), items: ofKind("rule") },
      {
        heading: t("add.sources"),
        items: [item(session, theme(), descent, numericTwin(session, descent), t("gradient.numeric.meaning"))],
      },
      { heading: t("add.searches"), items: ofKind("search") },
    ];
  });
}

/**
 * @param {Session} session
 * @param {Theme} theme
 * @param {Method} method
 * @param {Optimizer} added
 * @param {string} detail
 * @returns {MenuItem}
 */
function item(session, theme, method, added, detail) {
  const label = optimizerName(added);
  return {
    label,
    detail,
    picture: createLegendSymbol(styleOf(added, method.kind, label, theme)),
    choose: () => session.change((lab) => ({ ...lab, optimizers: [...lab.optimizers, added] })),
  };
}

/**
 * An optimizer with a numeric gradient copies the analytic one with the same rule, so that it takes the same path.
 * @param {Session} session
 * @param {Method} method
 * @returns {Optimizer}
 */
function numericTwin({ lab, surface }, method) {
  const twin = lab.optimizers.find((one) => one.rule === method.id && one.gradient.kind === "analytic");
  return { ...(twin ?? newOptimizer(method, surface, [])), gradient: NUMERIC, visible: true };
}
