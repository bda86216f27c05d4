/**
 * Custom surfaces, whose loss visitors type.
 * @module
 */

/** @typedef {import("./state.js").Surface} Surface */

/** The id of a custom surface, in the place of one from the catalogue. */
export const CUSTOM_SURFACE = "own";

/** The example that an empty field offers. */
export const EXAMPLE_EXPRESSION = "sin(3*x)*cos(2*y) + 0.1*(x**2+y**2)";

const SQUARE = { x: { low: -5, high: 5 }, y: { low: -5, high: 5 } };

/** Learning rates that neither crawl nor diverge on losses of ordinary height, by the families of rules. */
const LEARNING_RATES = {
  gradient_descent: 0.01,
  momentum: 0.01,
  adagrad: 0.5,
  rmsprop: 0.05,
  adam: 0.1,
};

/**
 * @param {string} expression
 * @returns {Surface} a surface with this formula and without known minima
 */
export function customSurface(expression) {
  return {
    id: CUSTOM_SURFACE,
    name: CUSTOM_SURFACE,
    formula: "",
    expression,
    domain: SQUARE,
    view: SQUARE,
    start: [2.5, 2.5],
    minima: [],
    saddles: [],
    settings: [],
    teaches: "",
    learning_rates: LEARNING_RATES,
  };
}

/**
 * The formula of a surface with the values of its settings filled in, from which visitors can start.
 * @param {Surface} surface
 * @param {Record<string, number>} values
 * @returns {string}
 */
export function expressionWithValues({ expression, settings }, values) {
  return settings.reduce(
    (text, { name }) => text.replace(new RegExp(`\\b${name}\\b`, "g"), String(values[name])),
    expression,
  );
}
