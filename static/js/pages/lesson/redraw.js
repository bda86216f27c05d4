/**
 * Redraws after changes: at most once per frame, and only while visible.
 * @module
 */

export class Redraw {
  /** @param {(now: number) => void} draw called with the time of the frame in milliseconds */
  constructor(draw) {
    this.draw = draw;
    this.visible = true;
    this.outdated = false;
    /** The id of the requested animation frame; 0 if there is none. */
    this.scheduled = 0;
  }

  /** Redraw soon, because something has changed. */
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
