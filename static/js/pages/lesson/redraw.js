/**
 * Drawing what has changed: once a frame, and only while it is seen.
 * @module
 */

export class Paint {
  /** @param {(now: number) => void} draw told the time of the frame in milliseconds */
  constructor(draw) {
    this.draw = draw;
    this.seen = true;
    this.outdated = false;
    /** The animation frame that has been asked for, if any. */
    this.scheduled = 0;
  }

  /** Something has changed. */
  soon() {
    this.outdated = true;
    if (this.seen) this.scheduled ||= requestAnimationFrame((now) => this.frame(now));
  }

  /** @param {number} now */
  frame(now) {
    this.scheduled = 0;
    this.outdated = false;
    this.draw(now);
  }

  /** @param {boolean} seen */
  see(seen) {
    this.seen = seen;
    if (this.outdated) this.soon();
  }
}
