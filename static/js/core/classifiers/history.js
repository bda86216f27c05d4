/**
 * The training history of a run, as far as it has arrived.
 * @module
 */

/**
 * @typedef {object} TrainingFrame
 * @property {number} optimizer
 * @property {number} step index of the first entry
 * @property {number} seconds seconds that the steps up to the last entry took
 * @property {number[]} epoch
 * @property {(number | null)[]} loss
 * @property {(number | null)[]} batch_loss
 * @property {(number | null)[]} train_accuracy
 * @property {(number | null)[]} test_accuracy
 */

/** @typedef {{reason: "steps" | "converged" | "diverged", steps: number, loss: number | null, train_accuracy: number | null, test_accuracy: number | null, loss_evaluations: number, gradient_evaluations: number}} TrainingEnd */
/** @typedef {{index: number, label: number, image?: number[][][], point?: [number, number]}} Sample */

/**
 * @typedef {object} ClassifierMessage
 * @property {number} weights their number
 * @property {string[]} classes
 * @property {number} train
 * @property {number} test
 * @property {Sample[]} samples
 * @property {{x: number[], y: number[], label: number[]} | null} points
 * @property {{steps: number, steps_per_epoch: number}[]} optimizers
 */

/** What is known of a classifier at a step, by the type of its line. @typedef {Record<string, any> & {step: number}} Snapshot */

/** The path of one optimizer: a column of numbers for each quantity, null where it was not evaluated. */
export class TrainingPath {
  constructor() {
    /** @type {number[]} */
    this.epoch = [];
    /** @type {number[]} */
    this.second = [];
    /** @type {(number | null)[]} */
    this.loss = [];
    /** @type {(number | null)[]} */
    this.batchLoss = [];
    /** @type {(number | null)[]} */
    this.trainAccuracy = [];
    /** @type {(number | null)[]} */
    this.testAccuracy = [];
    /** @type {TrainingEnd | null} */
    this.end = null;
    /** @type {Map<string, Snapshot[]>} by type of line, in order of step */
    this.snapshots = new Map();
  }

  /** The number of entries. */
  get length() {
    return this.epoch.length;
  }

  /** @param {TrainingFrame} frame the next entries, possibly after some that are known already */
  extend({
    step,
    seconds,
    epoch,
    loss,
    batch_loss: batchLoss,
    train_accuracy: trainAccuracy,
    test_accuracy: testAccuracy,
  }) {
    const known = this.length - step;
    const before = this.second.at(-1) ?? 0;
    const added = epoch.length - known;
    for (let index = 1; index <= added; index += 1) this.second.push(before + ((seconds - before) * index) / added);
    this.epoch.push(...epoch.slice(known));
    this.loss.push(...loss.slice(known));
    this.batchLoss.push(...batchLoss.slice(known));
    this.trainAccuracy.push(...trainAccuracy.slice(known));
    this.testAccuracy.push(...testAccuracy.slice(known));
  }

  /**
   * @param {string} type
   * @param {Snapshot} snapshot
   */
  record(type, snapshot) {
    const known = this.snapshots.get(type) ?? [];
    this.snapshots.set(type, known);
    if (known.length === 0 || /** @type {Snapshot} */ (known.at(-1)).step < snapshot.step) known.push(snapshot);
  }

  /**
   * @param {string} type
   * @param {number} step
   * @returns {Snapshot | null} the latest snapshot at this step or before
   */
  snapshotAt(type, step) {
    return (this.snapshots.get(type) ?? []).findLast((snapshot) => snapshot.step <= step) ?? null;
  }
}

export class TrainingHistory {
  /** @param {number} count of optimizers */
  constructor(count) {
    this.paths = Array.from({ length: count }, () => new TrainingPath());
    /** @type {ClassifierMessage | null} */
    this.classifier = null;
    /** The progress of extracting a feature. @type {{feature: string, done: number, of: number} | null} */
    this.reading = null;
    this.done = false;
  }

  /** @param {any} message of the stream */
  take(message) {
    switch (message.type) {
      case "classifier":
        this.classifier = message;
        this.reading = null;
        break;
      case "progress":
        this.reading = message;
        break;
      case "frame":
        this.paths[message.optimizer].extend(message);
        break;
      case "end":
        this.paths[message.optimizer].end = message;
        break;
      case "done":
        this.done = true;
        break;
      default:
        if ("optimizer" in message) this.paths[message.optimizer].record(message.type, message);
    }
  }

  /** @returns {number} the share of the run that has arrived, from 0 to 1 */
  get share() {
    if (!this.classifier) return 0;
    const shares = this.paths.map((path, index) => (path.end ? 1 : path.length / (this.stepsOf(index) + 1)));
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }

  /** @param {number} optimizer */
  stepsOf(optimizer) {
    return this.classifier?.optimizers[optimizer].steps ?? 0;
  }
}

/**
 * The entries of a path whose value is known.
 * @param {number[]} xs
 * @param {(number | null)[]} values
 * @returns {{x: number[], y: number[]}}
 */
export function knownPoints(xs, values) {
  /** @type {{x: number[], y: number[]}} */
  const points = { x: [], y: [] };
  values.forEach((value, index) => {
    if (value === null) return;
    points.x.push(xs[index]);
    points.y.push(value);
  });
  return points;
}
