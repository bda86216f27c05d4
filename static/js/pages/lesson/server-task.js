/**
 * What a figure asks of the server: one thing at a time. What fails is told, with a way to try again.
 * @module
 */

import { isServerTrouble } from "../shared/banner.js";

export class ServerTask {
  /** @param {import("./figure.js").Place} place */
  constructor(place) {
    this.place = place;
    this.abort = new AbortController();
    this.done = false;
    /** What waits for it. */
    this.next = () => {};
  }

  /**
   * Do it in place of what is being done.
   * @param {(signal: AbortSignal) => Promise<void>} task
   */
  async run(task) {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    this.done = false;
    this.place.trouble(null);
    this.place.busy(true);
    try {
      await task(signal);
      this.done = true;
      this.next();
      this.next = () => {};
    } catch (error) {
      if (signal.aborted) return;
      this.place.trouble(/** @type {Error} */ (error), () => this.run(task));
      if (!isServerTrouble(error)) throw error;
    } finally {
      if (!signal.aborted) this.place.busy(false);
    }
  }

  /** @param {() => void} act now if the work is done, else as soon as it is */
  after(act) {
    if (this.done) act();
    else this.next = act;
  }
}
