/**
 * The session of the comparison page: its choices and their results.
 * @module
 */

import { streamComparison } from "../../core/comparison/client.js";
import { comparisonOf, fitting, formatState } from "../../core/comparison/state.js";

/** @typedef {import("../../core/comparison/state.js").ComparisonState} ComparisonState */
/** @typedef {import("../../core/comparison/verdict.js").Result} Result */
/** @typedef {import("../../core/comparison/state.js").ComparisonCatalogue} Catalogue */
/** @typedef {import("../../core/shared/uploads.js").Dataset} Dataset */
/** @typedef {{data: string, feature: string, stage: "extract" | "train", done: number, of: number}} Progress */

/**
 * Events: `state` when a choice has changed, `results` when results have arrived, `datasets` when the data sets have
 * changed, `problem` when a problem has occurred or is solved.
 */
export class Session extends EventTarget {
  /**
   * @param {Dataset[]} datasets data sets of images, installed or not
   * @param {Catalogue} catalogue with the features in the order of history
   * @param {ComparisonState} state
   */
  constructor(datasets, catalogue, state) {
    super();
    this.datasets = datasets;
    this.catalogue = catalogue;
    /** The choices as they are in the address. */
    this.chosen = state;
    /** The choices as they are trained, within all limits. */
    this.state = fitting(state, catalogue);
    /** By data set, and by feature. @type {Map<string, Map<string, Result>>} */
    this.results = new Map();
    /** @type {Progress | null} */
    this.progress = null;
    this.running = false;
    this.abort = new AbortController();
    /** @type {Error | null} */
    this.problem = null;
  }

  /** @param {(state: ComparisonState) => ComparisonState} change */
  change(change) {
    this.go(change(this.chosen));
  }

  /**
   * Replace all choices. Computations that are no longer needed are cancelled, and a problem with the former choices is
   * dismissed.
   * @param {ComparisonState} chosen
   */
  go(chosen) {
    const before = this.state;
    this.chosen = chosen;
    this.state = fitting(chosen, this.catalogue);
    const sameTraining = trainedAlike(before, this.state);
    if (!sameTraining) this.results.clear();
    if (!sameTraining || !holdsAll(this.state.data, before.data) || !holdsAll(this.state.features, before.features))
      this.cancel();
    if (formatState(this.state) !== formatState(before)) this.report(null);
    this.dispatchEvent(new Event("state"));
  }

  /**
   * Forget the results of a data set that is gone.
   * @param {string} data its id
   */
  forget(data) {
    this.results.delete(data);
    this.notify();
  }

  /** @param {string} data id of a data set */
  resultsOf(data) {
    return this.results.get(data) ?? new Map();
  }

  /** The chosen features without a result, by data set. */
  get missing() {
    return this.state.data.flatMap((data) => {
      const features = this.state.features.filter((feature) => !this.resultsOf(data).has(feature));
      return features.length ? [{ data, features }] : [];
    });
  }

  /** Compute the results that are missing. */
  async run() {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    this.running = true;
    this.report(null);
    this.notify();
    try {
      for (const { data, features } of this.missing) await this.compare(data, features, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.report(/** @type {Error} */ (error));
    }
    this.progress = null;
    this.running = false;
    this.notify();
  }

  /**
   * @param {string} data
   * @param {string[]} features
   * @param {AbortSignal} signal
   */
  async compare(data, features, signal) {
    for await (const message of streamComparison(comparisonOf(this.state, data, features, this.catalogue), signal)) {
      if (signal.aborted) return;
      if (message.type === "progress") this.progress = { data, ...message };
      if (message.type === "result") {
        this.results.set(data, new Map([...this.resultsOf(data), [message.feature, message]]));
        this.progress = null;
      }
      this.notify();
    }
  }

  cancel() {
    this.abort.abort();
    this.progress = null;
    this.running = false;
    this.notify();
  }

  notify() {
    this.dispatchEvent(new Event("results"));
  }

  /** @param {Error | null} problem */
  report(problem) {
    this.problem = problem;
    this.dispatchEvent(new Event("problem"));
  }
}

/**
 * @param {ComparisonState} one
 * @param {ComparisonState} other
 * @returns {boolean} whether the result of a feature is the same for both
 */
function trainedAlike(one, other) {
  return one.model === other.model && one.epochs === other.epochs && one.seed === other.seed;
}

/**
 * @param {string[]} those
 * @param {string[]} these
 * @returns {boolean} whether those include all of these
 */
function holdsAll(those, these) {
  return these.every((one) => those.includes(one));
}
