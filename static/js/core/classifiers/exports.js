/**
 * Exports of a training run.
 * @module
 */

import { BYTE_ORDER_MARK, cell, NOT_ASCII } from "../shared/exports.js";

/** @typedef {import("./history.js").TrainingPath} TrainingPath */

const COLUMNS = /** @type {const} */ ({
  epoch: "epoch",
  second: "seconds",
  loss: "loss",
  batchLoss: "batch_loss",
  trainAccuracy: "train_accuracy",
  testAccuracy: "test_accuracy",
});

/**
 * @param {object} run
 * @param {string[]} names of the optimizers
 * @param {TrainingPath[]} paths
 * @returns {string} the run and every column of every path; unknown values are null
 */
export function toJson(run, names, paths) {
  const optimizers = paths.map((path, index) => ({ name: names[index], end: path.end, ...columnsOf(path) }));
  return JSON.stringify({ run, optimizers }, null, 1);
}

/**
 * @param {string[]} names of the optimizers
 * @param {TrainingPath[]} paths
 * @returns {string} a row for each entry (RFC 4180)
 */
export function toCsv(names, paths) {
  const rows = paths.flatMap((path, index) => {
    const columns = Object.values(columnsOf(path));
    return path.epoch.map((_, step) =>
      [cell(names[index]), step, ...columns.map((column) => column[step] ?? "")].join(","),
    );
  });
  const text = [["optimizer", "step", ...Object.values(COLUMNS)].join(","), ...rows].join("\r\n");
  return `${names.some((name) => NOT_ASCII.test(name)) ? BYTE_ORDER_MARK : ""}${text}\r\n`;
}

/**
 * @param {TrainingPath} path
 * @returns {Record<string, (number | null)[]>}
 */
function columnsOf(path) {
  return Object.fromEntries(
    Object.entries(COLUMNS).map(([name, column]) => [column, path[/** @type {keyof typeof COLUMNS} */ (name)]]),
  );
}
