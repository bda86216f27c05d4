/**
 * A number to choose with a slider or to type, and the scale that spreads its range along the slider.
 * @module
 */

import { formatSetting } from "../core/shared/format.js";
import { create } from "../document/dom.js";
import { readTyped } from "./number-field.js";

const SLIDER_DIGITS = 2;
const SHARE_DIGITS = 4;

/**
 * @typedef {object} SliderFieldOptions
 * @property {string} label
 * @property {string} [meaning] one sentence
 * @property {number} value
 * @property {number} low
 * @property {number} high
 * @property {number} initial the default, marked by a tick; a double click resets to it
 * @property {(value: number) => void} onChange
 */

let count = 0;

/** @typedef {import("../core/shared/projection.js").Range} Range */

const LOG_SPAN = 1000;
const NOTCHES_PER_DECADE = 10;
const LINEAR_NOTCHES = 100;

/**
 * @param {SliderFieldOptions} options
 * @returns {{element: HTMLElement, update: (value: number) => void}} `update` shows a value that was chosen elsewhere; if it has not changed, text being typed stays
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

  return { element, update: (next) => (next === current ? undefined : show(next)) };
}

/**
 * @param {string} key
 * @param {import("./slider-field.js").SliderScale} scale
 * @returns {number} distance in positions; 0 for other keys
 */
function keyMove(key, { notch, page }) {
  if (key === "ArrowRight" || key === "ArrowUp") return notch;
  if (key === "ArrowLeft" || key === "ArrowDown") return -notch;
  if (key === "PageUp") return page;
  if (key === "PageDown") return -page;
  return 0;
}

/**
 * @typedef {object} SliderScale
 * @property {(value: number) => number} toPosition
 * @property {(position: number) => number} fromPosition
 * @property {number} low position
 * @property {number} high position
 * @property {number} notch distance that an arrow key moves, in positions
 * @property {number} page distance that PageUp and PageDown move, in positions
 */

/**
 * Choose a scale: logarithmic over many decades, logarithmic towards 1 for shares such as momentum, else linear.
 * @param {Range} range
 * @returns {SliderScale}
 */
export function scaleFor({ low, high }) {
  if (low > 0 && high / low >= LOG_SPAN) {
    return logarithmic(Math.log10(low), Math.log10(high), Math.log10, (position) => 10 ** position);
  }
  if (low === 0 && high < 1 && high > 0.99) {
    const nines = (/** @type {number} */ value) => -Math.log10(1 - value);
    return logarithmic(0, nines(high), nines, (position) => 1 - 10 ** -position);
  }
  const notch = (high - low) / LINEAR_NOTCHES;
  return { toPosition: Number, fromPosition: Number, low, high, notch, page: 10 * notch };
}

/**
 * @param {number} low
 * @param {number} high
 * @param {(value: number) => number} toPosition
 * @param {(position: number) => number} fromPosition
 * @returns {SliderScale}
 */
function logarithmic(low, high, toPosition, fromPosition) {
  return { toPosition, fromPosition, low, high, notch: 1 / NOTCHES_PER_DECADE, page: 1 };
}
