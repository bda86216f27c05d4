/**
 * A few moments of a figure, one after the other, while it is seen.
 * @module
 */

export class Sequence {
  /**
   * @param {number} milliseconds that each moment lasts
   * @param {(moment: number) => void} show
   * @param {() => void} end called once the last one is shown
   */
  constructor(milliseconds, show, end) {
    this.milliseconds = milliseconds;
    this.show = show;
    this.end = end;
    this.seen = true;
    this.timer = 0;
    this.count = 0;
    this.moment = -1;
  }

  get running() {
    return this.moment < this.count - 1;
  }

  /** @param {number} count of moments */
  play(count) {
    this.count = count;
    this.moment = -1;
    this.next();
  }

  /**
   * Go to the last moment at once.
   * @param {number} count of moments
   */
  finish(count) {
    this.count = count;
    this.moment = count - 2;
    this.next();
  }

  next() {
    clearTimeout(this.timer);
    this.moment += 1;
    this.show(this.moment);
    if (!this.running) this.end();
    else if (this.seen) this.timer = window.setTimeout(() => this.next(), this.milliseconds);
  }

  /** @param {boolean} seen */
  see(seen) {
    this.seen = seen;
    clearTimeout(this.timer);
    if (seen && this.running) this.timer = window.setTimeout(() => this.next(), this.milliseconds);
  }
}
