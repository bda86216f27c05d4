/**
 * The playback clock: which step is shown, and how it moves on.
 * @module
 */

/** Steps per second; the last one is as fast as can be drawn. */
export const SPEEDS = [5, 15, 30, 60, 240, Infinity];
export const DEFAULT_SPEED = 30;

export class Timeline {
  /** @param {number} length the last step of the run */
  constructor(length) {
    this.length = length;
    /** Steps that have arrived so far. */
    this.available = 0;
    this.speed = DEFAULT_SPEED;
    /** What the fastest speed means, in steps per second. */
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
   * Show a step and rest there.
   * @param {number} step held within the run
   */
  seek(step) {
    this.playing = false;
    this.position = Math.min(this.length, Math.max(0, Math.round(step)));
  }

  /** The time since it was last advanced does not count: nobody was looking. */
  overlook() {
    this.last = null;
  }

  /**
   * Move on to a moment. Never passes what has arrived; rests at the end.
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
