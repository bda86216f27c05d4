/**
 * What the classifiers page is about at the moment: choices, and the run that they make.
 * @module
 */

import { TrainingHistory } from "../../core/classifiers/history.js";
import { allowed, fitting, runOf } from "../../core/classifiers/state.js";
import { streamRun } from "../../core/shared/stream.js";

/** @typedef {import("../../core/classifiers/state.js").ClassifierState} ClassifierState */
/** @typedef {import("../../core/shared/uploads.js").Dataset} Dataset */

/** What changes only how a run is looked at. */
const VIEW_FIELDS = ["by", "shown", "panel", "plane", "view"];

/**
 * Events: `state` when a choice changed, `history` when there is more of the run or it began or ended, `moment` when
 * another moment of it is looked at, `datasets` when there are others to choose from, `problem` when something failed or no longer does.
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
    /** What is chosen, as it stands in the address. */
    this.chosen = allowed(state, limits);
    /** What is trained of it. */
    this.state = fitting(this.chosen, this.dataset, limits);
    this.history = new TrainingHistory(this.state.runners.length);
    /** Of which choices the history is. @type {string} */
    this.trained = "";
    /** The optimizers whose history it is. */
    this.trainedRunners = this.state.runners;
    this.training = false;
    this.abort = new AbortController();
    /** Which share of the run is looked at; null for its latest entries. @type {number | null} */
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

  /** Whether the choices are no longer those of the run that is shown. */
  get outdated() {
    return this.trained !== "" && this.trained !== JSON.stringify(this.run);
  }

  /** @param {(state: ClassifierState) => ClassifierState} change */
  change(change) {
    this.go(change(this.chosen));
  }

  /**
   * Choose all. A problem with other choices is none any more.
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
    this.news();
    try {
      for await (const message of streamRun(this.run, { signal })) {
        if (signal.aborted) return;
        this.history.take(message);
        this.news();
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!this.outdated) this.report(/** @type {Error} */ (error));
    }
    this.training = false;
    this.news();
  }

  /**
   * Drop the run if it is on a data set that is gone.
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
    this.news();
  }

  cancel() {
    this.abort.abort();
    this.training = false;
    this.news();
  }

  /** @param {number | null} moment */
  showMoment(moment) {
    this.moment = moment;
    this.dispatchEvent(new Event("moment"));
  }

  /**
   * The last entry that is looked at.
   * @param {number} optimizer
   */
  entryOf(optimizer) {
    const last = Math.max(0, (this.history.paths[optimizer]?.length ?? 0) - 1);
    return this.moment === null ? last : Math.round(this.moment * last);
  }

  news() {
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
 * @returns {boolean} whether they differ in nothing but how the run is looked at
 */
export function differOnlyInView(one, other) {
  const rest = (/** @type {ClassifierState} */ state) =>
    JSON.stringify(Object.entries(state).filter(([name]) => !VIEW_FIELDS.includes(name)));
  return rest(one) === rest(other);
}
