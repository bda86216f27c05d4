/**
 * Line styles of optimizers: colour, dash and marker, which are distinguishable without colour.
 * @module
 */

/** @typedef {"circle" | "square" | "triangle" | "diamond" | "triangle-down" | "cross" | "star" | "hexagon" | "ring"} MarkerShape */
/** @typedef {"light" | "dark"} Theme */

/**
 * @typedef {object} Slot
 * @property {Record<Theme, string>} colour
 * @property {number[]} dash pixels on, off, on …; empty for a solid line
 * @property {MarkerShape} marker
 */

/** The widths in pixels of a path on the map, and of the casing around it in the colour of the panel. */
export const PATH_WIDTH = 2.2;
export const CASING_WIDTH = 5.4;

/** @type {Slot[]} */
export const SLOTS = [
  { colour: { light: "#2d4af9", dark: "#7794e1" }, dash: [], marker: "circle" },
  { colour: { light: "#e7183d", dark: "#ec696c" }, dash: [10, 4], marker: "square" },
  { colour: { light: "#228652", dark: "#6dfdab" }, dash: [14, 4, 2, 4], marker: "triangle" },
  { colour: { light: "#20262d", dark: "#f4f6f7" }, dash: [2, 5], marker: "diamond" },
  { colour: { light: "#cb388c", dark: "#c983a4" }, dash: [6, 3], marker: "triangle-down" },
  { colour: { light: "#706500", dark: "#d3c004" }, dash: [10, 3, 2, 3, 2, 3], marker: "cross" },
  { colour: { light: "#611177", dark: "#ebb4ff" }, dash: [3, 3], marker: "star" },
  { colour: { light: "#015d61", dark: "#2bbfc5" }, dash: [18, 5], marker: "hexagon" },
];

const LAST = SLOTS.length - 1;

/** @type {Record<string, number>} */
const HOME_SLOTS = {
  gradient_descent: 0,
  momentum: 1,
  adam: 2,
  random_search: 3,
  nesterov: 4,
  rmsprop: 5,
  adagrad: 6,
};

/**
 * @param {string} rule id of a rule or search
 * @returns {number} its home slot; rules without one share the last
 */
export function homeSlot(rule) {
  return HOME_SLOTS[rule] ?? LAST;
}

/**
 * The slot for one more optimizer: its home if free, else the first free one.
 * @param {string} rule id of a rule or search
 * @param {number[]} taken slots in use
 * @returns {number} from 0; slots from 8 on repeat the colours with another dash
 */
export function nextSlot(rule, taken) {
  const home = homeSlot(rule);
  if (!taken.includes(home)) return home;
  let slot = 0;
  while (taken.includes(slot)) slot += 1;
  return slot;
}

/**
 * @param {number} slot from 0
 * @returns {Slot}
 */
export function slotStyle(slot) {
  const { colour, marker } = SLOTS[slot % SLOTS.length];
  const round = Math.floor(slot / SLOTS.length);
  return { colour, marker, dash: SLOTS[(slot + round) % SLOTS.length].dash };
}
