/**
 * What the features page is about at the moment: choices, two pictures, and what was read from them.
 * @module
 */

import { fetchFeatureFile, fetchPhotograph, readFeatures } from "../../core/features/client.js";
import { Picture, Unshowable } from "./picture.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/state.js").FeaturesState} FeaturesState */
/** @typedef {"picture" | "second"} Side */

/**
 * Events: `state` when a choice changed, `pictures` when there is another picture to look at, `busy` when loading began
 * or ended, `problem` when something failed or no longer does.
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
    /** @type {Picture | null} the picture before it was changed */
    this.original = null;
    /** @type {Picture | null} the picture that is read */
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

  /** What the picture is compared with: itself before it was changed, or the second picture. */
  get other() {
    return this.state.change === "as_is" ? this.second : this.original;
  }

  /** @param {(state: FeaturesState) => FeaturesState} change */
  change(change) {
    this.go(change(this.state));
  }

  /**
   * Take up other choices, and the pictures they name.
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
   * Look at a picture of the visitor's own.
   * @param {Blob} file
   */
  async bring(file) {
    if (await this.take(async () => file)) this.change((state) => ({ ...state, picture: null }));
  }

  /**
   * @param {(signal: AbortSignal) => Promise<Blob>} fetch
   * @returns {Promise<boolean>} whether it is there now
   */
  async take(fetch) {
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    return this.attempt(async () => {
      const file = await fetch(signal);
      const picture = await Picture.of(file, this.limits).catch((error) => {
        if (error instanceof Unshowable) return this.developed(file, signal);
        throw error;
      });
      if (signal.aborted) return;
      this.original = picture;
      await this.apply();
    });
  }

  /**
   * A picture that the browser cannot decode, as the server does.
   * @param {Blob} file
   * @param {AbortSignal} signal
   */
  async developed(file, signal) {
    return Picture.of(await fetchFeatureFile(file, { format: "png" }, signal), this.limits);
  }

  /** Change the picture as is chosen. */
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
   * What the server reads from a picture, asked for once.
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
   * @returns {Promise<boolean>} whether it came to its end
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
