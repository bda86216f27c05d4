/**
 * A number to slide or to type.
 * @module
 */

import { formatSetting } from "../core/shared/format.js";
import { create } from "../dom.js";
import { scaleFor } from "./slider-scale.js";
import { readTyped } from "./typed-number.js";

const SLIDER_DIGITS = 2;
const SHARE_DIGITS = 4;

/**
 * @typedef {object} SliderFieldOptions
 * @property {string} label
 * @property {string} [meaning] one sentence
 * @property {number} value
 * @property {number} low
 * @property {number} high
 * @property {number} initial where the tick is; a double click goes back to it
 * @property {(value: number) => void} onChange
 */

let count = 0;

/**
 * @param {SliderFieldOptions} options
 * @returns {{element: HTMLElement, takeUp: (value: number) => void}} `takeUp` shows a value chosen elsewhere and leaves alone what is being typed if it is the same
 */
export function createSliderField({ label, meaning, value, low, high, initial, onChange }) {
  const scale = scaleFor({ low, high });
  const id = `number-${(count += 1)}`;
  const share = (/** @type {number} */ number) => (scale.toPosition(number) - scale.low) / (scale.high - scale.low);
  const slider = create("input", { type: "range", min: scale.low, max: scale.high, step: "any", "aria-label": label });
  const field = create("input", { id, type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false" });
  const fault = create("p", { class: "fault", id: `${id}-fault`, role: "alert" });
  const element = create(
    "div",
    { class: "slider-field", style: `--tick: ${share(initial)}` },
    create("label", { for: id, title: meaning ?? false }, label),
    slider,
    field,
    fault,
  );
  let current = value;
  show(value);

  slider.addEventListener("input", () => choose(rounded(scale.fromPosition(Number(slider.value)))));
  slider.addEventListener("dblclick", () => choose(initial));
  slider.addEventListener("keydown", (event) => {
    const move = keyMove(event.key, scale);
    if (move === 0) return;
    event.preventDefault();
    choose(rounded(scale.fromPosition(Math.min(scale.high, Math.max(scale.low, scale.toPosition(current) + move)))));
  });
  field.addEventListener("change", () => {
    const typed = readTyped(field.value, { name: label, range: { low, high } });
    if (typed.value !== null) return choose(typed.value);
    field.ariaInvalid = "true";
    field.setAttribute("aria-describedby", fault.id);
    fault.textContent = typed.fault;
  });

  /** @param {number} next */
  function choose(next) {
    show(next);
    onChange(next);
  }

  /** @param {number} next */
  function show(next) {
    current = next;
    slider.value = String(scale.toPosition(next));
    slider.ariaValueText = formatSetting(next);
    element.style.setProperty("--filled", String(share(next)));
    field.value = formatSetting(next);
    field.ariaInvalid = null;
    field.removeAttribute("aria-describedby");
    fault.textContent = "";
  }

  /** @param {number} next */
  function rounded(next) {
    const digits = high < 1 ? SHARE_DIGITS : SLIDER_DIGITS;
    return Math.min(high, Math.max(low, Number(next.toPrecision(digits))));
  }

  return { element, takeUp: (next) => (next === current ? undefined : show(next)) };
}

/**
 * @param {string} key
 * @param {import("./slider-scale.js").SliderScale} scale
 * @returns {number} positions; 0 for other keys
 */
function keyMove(key, { notch, page }) {
  if (key === "ArrowRight" || key === "ArrowUp") return notch;
  if (key === "ArrowLeft" || key === "ArrowDown") return -notch;
  if (key === "PageUp") return page;
  if (key === "PageDown") return -page;
  return 0;
}
