/**
 * A few views all numbers of the cells in one list, each long enough to be visible. They rest while nobody looks.
 * @module
 */

export class Slides {
  /**
   * @param {number} milliseconds for each
   * @param {(slide: number) => void} show
   * @param {() => void} end called when the last view is shown, or when the visitor takes control
   */
  constructor(milliseconds, show, end) {
    this.milliseconds = milliseconds;
    this.show = show;
    this.end = end;
    this.count = 0;
    this.slide = 0;
    this.running = false;
    this.visible = true;
    this.timer = 0;
  }

  /** @param {number} count */
  play(count) {
    this.count = count;
    this.running = true;
    this.go(0);
  }

  /**
   * Show the last view at once.
   * @param {number} count
   */
  finish(count) {
    this.count = count;
    this.running = true;
    this.go(count - 1);
  }

  /** Stop, because the visitor has taken control. */
  stop() {
    if (!this.running) return;
    clearTimeout(this.timer);
    this.running = false;
    this.end();
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.visible = visible;
    clearTimeout(this.timer);
    if (this.running) this.wait();
  }

  /** @param {number} slide */
  go(slide) {
    clearTimeout(this.timer);
    this.slide = slide;
    this.show(slide);
    if (slide === this.count - 1) this.stop();
    else this.wait();
  }

  wait() {
    if (this.visible) this.timer = window.setTimeout(() => this.go(this.slide + 1), this.milliseconds);
  }
}
