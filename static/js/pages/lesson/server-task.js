/**
 * A figure's request to the server, of which one runs at a time. A failure is reported with a way to try again.
 * @module
 */

import { isServerTrouble } from "../shared/banner.js";

export class ServerTask {
  /** @param {import("./figure.js").Place} place */
  constructor(place) {
    this.place = place;
    this.abort = new AbortController();
    this.done = false;
    /** Called when the task is done. */
    this.next = () => {};
  }

  /**
   * Do it work that replaces the current one.
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

  /** @param {() => void} act called now if the task is done, else as soon as it is */
  after(act) {
    if (this.done) act();
    else this.next = act;
  }
}
