/**
 * Drawing what has changed: once a frame, and only while it is visible.
 * @module
 */

export class Redraw {
  /** @param {(now: number) => void} draw told the time of the frame in milliseconds */
  constructor(draw) {
    this.draw = draw;
    this.visible = true;
    this.outdated = false;
    /** The animation frame that has been asked for, if any. */
    this.scheduled = 0;
  }

  /** Something has changed. */
  soon() {
    this.outdated = true;
    if (this.visible) this.scheduled ||= requestAnimationFrame((now) => this.frame(now));
  }

  /** @param {number} now */
  frame(now) {
    this.scheduled = 0;
    this.outdated = false;
    this.draw(now);
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.visible = visible;
    if (this.outdated) this.soon();
  }
}
