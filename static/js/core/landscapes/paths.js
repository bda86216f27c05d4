/**
 * The paths of a run as they arrive: a column of numbers for each quantity, with an entry for each step.
 * @module
 */

/** @typedef {"x" | "y" | "loss" | "gradient_norm" | "tried_x" | "tried_y"} ColumnName */
/** @typedef {{type: "frame", optimizer: number, step: number} & Partial<Record<ColumnName, (number | null)[]>>} Frame */
/** @typedef {{type: "end", optimizer: number, reason: "steps" | "converged" | "diverged", steps: number, loss: number | null, loss_evaluations: number, gradient_evaluations: number}} End */

/** @type {ColumnName[]} */
const COLUMNS = ["x", "y", "loss", "gradient_norm", "tried_x", "tried_y"];
const FIRST_CAPACITY = 512;

/** A column that grows. Entries that were null are NaN. */
class Column {
  constructor() {
    this.length = 0;
    this.values = new Float64Array(FIRST_CAPACITY);
  }

  /** @param {(number | null)[]} entries */
  append(entries) {
    const length = this.length + entries.length;
    if (length > this.values.length) {
      const grown = new Float64Array(Math.max(length, 2 * this.values.length));
      grown.set(this.values.subarray(0, this.length));
      this.values = grown;
    }
    for (let index = 0; index < entries.length; index += 1) this.values[this.length + index] = entries[index] ?? NaN;
    this.length = length;
  }
}

/** The path of one optimizer. */
export class Path {
  constructor() {
    /** @type {Record<ColumnName, Column>} */
    this.columns = /** @type {any} */ (Object.fromEntries(COLUMNS.map((name) => [name, new Column()])));
    /** @type {End | null} */
    this.end = null;
    /** The lowest loss so far. */
    this.lowest = Infinity;
  }

  /** The number of entries that have arrived. Entry 0 is the start. */
  get length() {
    return this.columns.loss.length;
  }

  /** The last step that can be shown. A diverged path ends one step before it became non-finite. */
  get last() {
    return this.end?.reason === "diverged" ? Math.max(0, this.length - 2) : this.length - 1;
  }

  /** @returns {Float64Array} at least `length` entries */
  get x() {
    return this.columns.x.values;
  }

  get y() {
    return this.columns.y.values;
  }

  get loss() {
    return this.columns.loss.values;
  }

  get gradientNorm() {
    return this.columns.gradient_norm.values;
  }

  get triedX() {
    return this.columns.tried_x.values;
  }

  get triedY() {
    return this.columns.tried_y.values;
  }

  /** @param {Frame | End} message */
  accept(message) {
    if (message.type === "end") this.end = message;
    else if (message.type === "frame") this.append(message);
  }

  /**
   * Append the new entries of a frame, which may repeat some that are known already.
   * @param {Frame} frame
   * @throws {RangeError} if entries are missing before it
   */
  append(frame) {
    const known = this.length - frame.step;
    if (known < 0) throw new RangeError(`entries ${this.length} to ${frame.step - 1} are missing`);
    for (const loss of frame.loss ?? []) if (loss !== null && loss < this.lowest) this.lowest = loss;
    for (const name of COLUMNS) {
      const entries = frame[name];
      if (entries) this.columns[name].append(known === 0 ? entries : entries.slice(known));
    }
  }
}

/**
 * The last step that every path has reached, or before which it ended.
 * @param {Path[]} paths
 * @returns {number}
 */
export function availableStep(paths) {
  const open = paths.filter((path) => !path.end).map((path) => path.length - 1);
  if (open.length) return Math.max(0, Math.min(...open));
  return Math.max(0, ...paths.map((path) => path.length - 1));
}
