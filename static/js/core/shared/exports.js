/**
 * Exports of a run as text: data, a shell command, a program.
 * @module
 */

/** @typedef {import("../landscapes/paths.js").Path} Path */
/** @typedef {ReturnType<typeof import("../landscapes/state.js").runSpecification>} Run */

const FORMULA_START = /^[=+\-@\t\r\n]/;
export const NOT_ASCII = /[^\0-\x7f]/;
export const BYTE_ORDER_MARK = "\ufeff";
const COLUMNS = /** @type {const} */ (["x", "y", "loss", "gradient_norm", "tried_x", "tried_y"]);

/**
 * @param {string[]} names
 * @returns {string[]} the names, numbered where several are the same
 */
export function numbered(names) {
  return names.map((name, at) => {
    const number = names.slice(0, at + 1).filter((other) => other === name).length;
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${number})`;
  });
}

/**
 * @param {Run} run
 * @param {string[]} names of the optimizers
 * @param {{label_length: number}} limits
 */
export function labelled(run, names, { label_length: longest }) {
  const label = (/** @type {string} */ name) => Array.from(name).slice(0, longest).join("");
  return {
    ...run,
    optimizers: run.optimizers.map((optimizer, index) => ({ ...optimizer, label: label(names[index]) })),
  };
}

/**
 * @param {Run} run
 * @param {string[]} names of the optimizers
 * @param {Path[]} paths
 * @returns {string} the run and every column of every path; numbers that are not finite are null
 */
export function toJson(run, names, paths) {
  const optimizers = paths.map((path, index) => ({
    name: names[index],
    end: path.end,
    ...Object.fromEntries(columnsOf(path).map((name) => [name, numbersOf(path, name)])),
  }));
  return JSON.stringify({ run, optimizers }, null, 1);
}

/**
 * @param {string[]} names of the optimizers
 * @param {Path[]} paths
 * @returns {string} a row for each entry (RFC 4180). If names are not ASCII, the text begins with a byte order mark, so that spreadsheets read
 * UTF-8
 */
export function toCsv(names, paths) {
  const rows = [["optimizer", "step", ...COLUMNS].join(",")];
  paths.forEach((path, index) => {
    const name = cell(names[index]);
    const columns = COLUMNS.map((column) => (path.columns[column].length ? path.columns[column].values : null));
    for (let step = 0; step < path.length; step += 1) {
      const values = columns.map((column) => (column && Number.isFinite(column[step]) ? String(column[step]) : ""));
      rows.push([name, step, ...values].join(","));
    }
  });
  return `${names.some((name) => NOT_ASCII.test(name)) ? BYTE_ORDER_MARK : ""}${rows.join("\r\n")}\r\n`;
}

/**
 * @param {Run} run
 * @param {string} origin of the server
 * @returns {string} a command for a shell
 */
export function curlCommand(run, origin) {
  const body = JSON.stringify(run).replaceAll("'", String.raw`'\''`);
  return `curl -N ${origin}/api/runs -H 'content-type: application/json' -d '${body}'`;
}

/**
 * @param {ReturnType<typeof labelled>} run without null, true and false, so that its JSON is valid Python
 * @param {string} origin of the server
 * @returns {string} a program in Python
 */
export function pythonProgram(run, origin) {
  return `import json

import httpx

RUN = ${JSON.stringify(run, null, 4)}

with httpx.stream("POST", "${origin}/api/runs", json=RUN, timeout=None) as response:
    response.raise_for_status()
    for line in map(json.loads, response.iter_lines()):
        if line["type"] == "end":
            name = RUN["optimizers"][line["optimizer"]]["label"]
            print(f"{name}: {line['loss']} after {line['steps']} steps ({line['reason']})")
        elif line["type"] == "error":
            raise SystemExit(line["detail"])
`;
}

/** @param {Path} path */
function columnsOf(path) {
  return COLUMNS.filter((name) => path.columns[name].length > 0);
}

/**
 * @param {Path} path
 * @param {(typeof COLUMNS)[number]} name
 */
function numbersOf(path, name) {
  return Array.from(path.columns[name].values.subarray(0, path.length), (value) =>
    Number.isFinite(value) ? value : null,
  );
}

/**
 * @param {string} text
 * @returns {string} a cell that no spreadsheet evaluates as a formula
 */
export function cell(text) {
  const plain = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
