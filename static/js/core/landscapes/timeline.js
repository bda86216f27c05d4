/**
 * The playback clock: which step is shown, and how it advances.
 * @module
 */

/** Steps per second. The last speed is as fast as can be drawn. */
export const SPEEDS = [5, 15, 30, 60, 240, Infinity];
export const DEFAULT_SPEED = 30;

export class Timeline {
  /** @param {number} length the last step of the run */
  constructor(length) {
    this.length = length;
    /** The last step that has arrived. */
    this.available = 0;
    this.speed = DEFAULT_SPEED;
    /** The fastest speed that can be drawn, in steps per second. */
    this.topSpeed = Infinity;
    this.playing = false;
    this.position = 0;
    /** @type {number | null} when the position was last advanced, in milliseconds */
    this.last = null;
  }

  /** The step to show, a whole number. */
  get step() {
    return Math.floor(this.position);
  }

  get atEnd() {
    return this.step >= this.length;
  }

  play() {
    if (this.atEnd) this.position = 0;
    this.playing = true;
    this.last = null;
  }

  pause() {
    this.playing = false;
    this.position = this.step;
  }

  /**
   * Show a step and pause there.
   * @param {number} step clamped to the run
   */
  seek(step) {
    this.playing = false;
    this.position = Math.min(this.length, Math.max(0, Math.round(step)));
  }

  /** Skip the time since the last advance, while the timeline was not visible. */
  skipTime() {
    this.last = null;
  }

  /**
   * Advance to a moment, but not beyond the steps that have arrived. Pauses at the end.
   * @param {number} now milliseconds
   */
  advanceTo(now) {
    if (!this.playing) return;
    const seconds = this.last === null ? 0 : (now - this.last) / 1000;
    this.last = now;
    if (seconds === 0) return;
    const wanted = this.position + Math.min(this.speed, this.topSpeed) * seconds;
    this.position = Math.max(this.position, Math.min(wanted, this.available));
    if (this.atEnd) this.pause();
  }
}
