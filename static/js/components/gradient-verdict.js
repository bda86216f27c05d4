/**
 * The verdict of a gradient check in words.
 * @module
 */

import { create } from "../document/dom.js";
import { t } from "../document/words.js";

/** @typedef {"pass" | "suspect" | "fail"} Verdict */
/** @typedef {"not_finite" | "gradient" | "kink" | "wide" | "narrow" | "faint"} Reason */

/** @type {Record<Verdict, string>} */
const TONES = { pass: "good", suspect: "warning", fail: "error" };

/**
 * @param {{verdict: Verdict, reason: Reason | null}} check
 * @returns {(Node | string)[]}
 */
export function verdictWords({ verdict, reason }) {
  const chip = create("strong", { class: `chip ${TONES[verdict]}` }, t(`check.${verdict}`));
  return [chip, ...(reason ? [" ", t(`check.reason.${reason}`)] : [])];
}
