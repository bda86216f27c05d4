/**
 * The fields for the range of a sweep.
 * @module
 */

import { bindNumberField } from "../../../components/number-field.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";

/** @typedef {import("../../../core/shared/projection.js").Range} Range */
/** @typedef {import("../session.js").Session} Session */

const MIN_RATIO = 1.1;
const DIGITS = 6;

/** @type {("low" | "high")[]} */
const ENDS = ["low", "high"];

/**
 * @param {Session} session
 * @returns {{element: HTMLElement, show: () => void}} `show` shows a range that was chosen elsewhere
 */
export function createSweepRange(session) {
  const fault = create("p", { class: "fault", role: "alert" });
  const rates = session.catalogue.limits.learning_rate;
  let shown = session.lab.sweep;
  const fields = ENDS.map((end) => {
    const input = create("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
    const show = bindNumberField(input, fault, {
      name: t(`sweep.${end}`),
      range: () => rates,
      whole: false,
      onChange: (value) => session.change((lab) => ({ ...lab, sweep: ordered({ ...lab.sweep, [end]: value }) })),
    });
    return { show: () => show(session.lab.sweep[end]), label: create("label", {}, t(`sweep.${end}`), input) };
  });
  const show = () => fields.forEach((field) => field.show());
  show();
  return {
    element: create(
      "div",
      {},
      create("div", { class: "fields sweep-range" }, ...fields.map(({ label }) => label)),
      fault,
    ),
    show() {
      if (session.lab.sweep === shown) return;
      shown = session.lab.sweep;
      show();
    },
  };
}

/**
 * @param {Range} range
 * @returns {Range} the range with the smaller end first and a minimum width
 */
function ordered({ low, high }) {
  const [first, last] = [Math.min(low, high), Math.max(low, high)];
  return { low: first, high: Math.max(last, Number((first * MIN_RATIO).toPrecision(DIGITS))) };
}
