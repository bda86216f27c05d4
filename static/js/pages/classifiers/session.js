/**
 * The session of the classifiers page: its choices and their run.
 * @module
 */

import { TrainingHistory } from "../../core/classifiers/history.js";
import { allowed, fitting, runOf } from "../../core/classifiers/state.js";
import { streamRun } from "../../core/shared/stream.js";

/** @typedef {import("../../core/classifiers/state.js").ClassifierState} ClassifierState */
/** @typedef {import("../../core/shared/uploads.js").Dataset} Dataset */

/** The choices that affect only how a run is shown. */
const VIEW_FIELDS = ["by", "shown", "panel", "plane", "view"];

/**
 * Events: `state` when a choice has changed, `history` when the run has started, grown or ended, `moment` when another
 * moment of it is shown, `datasets` when the data sets have changed, `problem` when a problem has occurred or is
 * solved.
 */
export class Session extends EventTarget {
  /**
   * @param {import("../../core/classifiers/client.js").ClassifierCatalogue} catalogue
   * @param {ClassifierState} state
   */
  constructor({ datasets, methods, limits }, state) {
    super();
    this.datasets = datasets;
    this.methods = methods;
    this.limits = limits;
    /** The choices as they are in the address. */
    this.chosen = allowed(state, limits);
    /** The choices as they are trained, within all limits. */
    this.state = fitting(this.chosen, this.dataset, limits);
    this.history = new TrainingHistory(this.state.runners.length);
    /** The run, as JSON, that the history belongs to; empty before the first. @type {string} */
    this.trained = "";
    /** The optimizers that the history belongs to. */
    this.trainedRunners = this.state.runners;
    this.training = false;
    this.abort = new AbortController();
    /** The share of the run at which results are shown; null for the latest entries. @type {number | null} */
    this.moment = null;
    /** @type {Error | null} */
    this.problem = null;
  }

  get dataset() {
    return /** @type {Dataset} */ (this.datasets.find(({ id }) => id === this.chosen.data));
  }

  get run() {
    return runOf(this.state);
  }

  /** Whether the choices have changed since the run that is shown. */
  get outdated() {
    return this.trained !== "" && this.trained !== JSON.stringify(this.run);
  }

  /** @param {(state: ClassifierState) => ClassifierState} change */
  change(change) {
    this.go(change(this.chosen));
  }

  /**
   * Replace all choices. A problem with the former ones is dismissed.
   * @param {ClassifierState} state
   */
  go(state) {
    this.chosen = allowed(state, this.limits);
    this.state = fitting(this.chosen, this.dataset, this.limits);
    if (this.outdated) this.report(null);
    this.dispatchEvent(new Event("state"));
  }

  async train() {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    this.trained = JSON.stringify(this.run);
    this.trainedRunners = this.state.runners;
    this.history = new TrainingHistory(this.trainedRunners.length);
    this.training = true;
    this.moment = null;
    this.report(null);
    this.dispatchEvent(new Event("state"));
    this.notify();
    try {
      for await (const message of streamRun(this.run, { signal })) {
        if (signal.aborted) return;
        this.history.take(message);
        this.notify();
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!this.outdated) this.report(/** @type {Error} */ (error));
    }
    this.training = false;
    this.notify();
  }

  /**
   * Forget the run if it is on a data set that is gone.
   * @param {string} data its id
   */
  forget(data) {
    if (this.trained === "" || JSON.parse(this.trained).objective.dataset !== data) return;
    this.abort.abort();
    this.training = false;
    this.trained = "";
    this.trainedRunners = this.state.runners;
    this.history = new TrainingHistory(this.trainedRunners.length);
    this.moment = null;
    this.dispatchEvent(new Event("state"));
    this.notify();
  }

  cancel() {
    this.abort.abort();
    this.training = false;
    this.notify();
  }

  /** @param {number | null} moment */
  showMoment(moment) {
    this.moment = moment;
    this.dispatchEvent(new Event("moment"));
  }

  /**
   * The last entry that is shown.
   * @param {number} optimizer
   */
  entryOf(optimizer) {
    const last = Math.max(0, (this.history.paths[optimizer]?.length ?? 0) - 1);
    return this.moment === null ? last : Math.round(this.moment * last);
  }

  notify() {
    this.dispatchEvent(new Event("history"));
  }

  /** @param {Error | null} problem */
  report(problem) {
    this.problem = problem;
    this.dispatchEvent(new Event("problem"));
  }
}

/**
 * @param {ClassifierState} one
 * @param {ClassifierState} other
 * @returns {boolean} whether they differ only in how the run is shown
 */
export function differOnlyInView(one, other) {
  const rest = (/** @type {ClassifierState} */ state) =>
    JSON.stringify(Object.entries(state).filter(([name]) => !VIEW_FIELDS.includes(name)));
  return rest(one) === rest(other);
}
