/**
 * The session of the features page: its choices, two pictures, and their features.
 * @module
 */

import { fetchFeatureFile, fetchPhotograph, readFeatures } from "../../core/features/client.js";
import { Picture, Unshowable } from "./picture.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/state.js").FeaturesState} FeaturesState */
/** @typedef {"picture" | "second"} Side */

/**
 * Events: `state` when a choice has changed, `pictures` when a picture has changed, `busy` when loading has started
 * or ended, `problem` when a problem has occurred or is solved.
 */
export class Session extends EventTarget {
  /**
   * @param {FeaturesState} state
   * @param {import("../../core/shared/limits.js").Limits} limits
   */
  constructor(state, limits) {
    super();
    this.state = state;
    this.limits = limits;
    /** @type {Picture | null} the picture before the change */
    this.original = null;
    /** @type {Picture | null} the picture after the change, whose features are shown */
    this.picture = null;
    /** @type {Picture | null} */
    this.second = null;
    /** @type {Error | null} */
    this.problem = null;
    /** @type {WeakMap<Picture, Map<string, Promise<Features>>>} */
    this.read = new WeakMap();
    this.loading = new AbortController();
    this.busy = 0;
  }

  /** The picture to compare with: the one before the change, or the second one if there is no change. */
  get other() {
    return this.state.change === "as_is" ? this.second : this.original;
  }

  /** @param {(state: FeaturesState) => FeaturesState} change */
  change(change) {
    this.go(change(this.state));
  }

  /**
   * Replace all choices, and load the pictures that they name.
   * @param {FeaturesState} state
   */
  go(state) {
    const before = this.state;
    this.state = state;
    this.dispatchEvent(new Event("state"));
    if (state.picture !== before.picture && state.picture) this.load();
    else if (state.change !== before.change) this.apply();
    if (state.second !== before.second) this.loadSecond();
  }

  /** Fetch both photographs. */
  async open() {
    await Promise.all([this.load(), this.loadSecond()]);
  }

  load() {
    const { picture } = this.state;
    return picture ? this.take((signal) => fetchPhotograph(picture, signal)) : undefined;
  }

  loadSecond() {
    const { second } = this.state;
    return this.attempt(async () => {
      const picture = await Picture.of(await fetchPhotograph(second, new AbortController().signal), this.limits);
      if (second !== this.state.second) return;
      this.second = picture;
      this.dispatchEvent(new Event("pictures"));
    });
  }

  /**
   * Open a picture of the visitor's own.
   * @param {Blob} file
   */
  async bring(file) {
    if (await this.take(async () => file)) this.change((state) => ({ ...state, picture: null }));
  }

  /**
   * @param {(signal: AbortSignal) => Promise<Blob>} fetch
   * @returns {Promise<boolean>} whether it has been loaded
   */
  async take(fetch) {
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    return this.attempt(async () => {
      const file = await fetch(signal);
      const picture = await Picture.of(file, this.limits).catch((error) => {
        if (error instanceof Unshowable && !error.isHeic) return this.developed(file, signal);
        throw error;
      });
      if (signal.aborted) return;
      this.original = picture;
      await this.apply();
    });
  }

  /**
   * Let the server decode a picture that the browser cannot.
   * @param {Blob} file
   * @param {AbortSignal} signal
   */
  async developed(file, signal) {
    return Picture.of(await fetchFeatureFile(file, { format: "png" }, signal), this.limits);
  }

  /** Apply the chosen change to the picture. */
  async apply() {
    const { original } = this;
    const { change } = this.state;
    if (!original) return;
    const picture = await original.with(change);
    if (original !== this.original || change !== this.state.change) return;
    this.picture = picture;
    this.dispatchEvent(new Event("pictures"));
  }

  /**
   * The features of a picture, requested only once.
   * @param {Picture} picture
   * @param {Record<string, string>} fields
   * @returns {Promise<Features>}
   */
  features(picture, fields) {
    const known = this.read.get(picture) ?? new Map();
    this.read.set(picture, known);
    const key = JSON.stringify(fields);
    if (!known.has(key)) {
      const answer = this.while(() => readFeatures(picture.file, fields, new AbortController().signal));
      answer.catch(() => known.delete(key));
      known.set(key, answer);
    }
    return known.get(key);
  }

  /**
   * @param {() => Promise<void>} work
   * @returns {Promise<boolean>} whether it succeeded
   */
  async attempt(work) {
    try {
      await this.while(work);
      this.report(null);
      return true;
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError") this.report(/** @type {Error} */ (error));
      return false;
    }
  }

  /** @param {Error | null} problem */
  report(problem) {
    this.problem = problem;
    this.dispatchEvent(new Event("problem"));
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async while(work) {
    this.busy += 1;
    this.dispatchEvent(new Event("busy"));
    try {
      return await work();
    } finally {
      this.busy -= 1;
      this.dispatchEvent(new Event("busy"));
    }
  }
}
