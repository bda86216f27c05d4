/**
 * Runs as pages make them, for the tests in Python that send, read or execute them.
 * @module
 */

import { curlCommand, labelled, pythonProgram, toCsv } from "../../static/js/core/shared/exports.js";
import { Path } from "../../static/js/core/landscapes/paths.js";
import { labOf, PRESETS } from "../../static/js/core/landscapes/presets.js";
import { runSpecification } from "../../static/js/core/landscapes/state.js";
import { catalogue } from "./catalogue.js";

/** @returns {object[]} the request of each preset */
export function presetRuns() {
  return PRESETS.map((preset) => runSpecification(labOf(preset, catalogue)));
}

/**
 * @param {string[]} names of optimizers
 * @returns {string} a table of three steps of each
 */
export function csvOf(names) {
  const paths = names.map((_, optimizer) => {
    const path = new Path();
    const columns = { x: [1, 2, null], y: [0, 0.5, 1], loss: [3, 1e-12, null] };
    path.accept(/** @type {any} */ ({ type: "frame", optimizer, step: 0, ...columns }));
    return path;
  });
  return toCsv(names, paths);
}

/**
 * @param {any} run
 * @param {string} name of its optimizer
 */
export function commandsOf(run, name) {
  const origin = "http://localhost";
  return {
    curl: curlCommand(run, origin),
    python: pythonProgram(labelled(run, [name], { label_length: 80 }), origin),
  };
}
