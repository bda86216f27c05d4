/**
 * What is chosen, what has been computed for it, and which step is shown. The one place that changes any of it.
 *
 * Dispatches `state` (with the lab before) when a choice changes, `frames` when paths grow or change, `play` when
 * playback starts, rests or jumps, `problem` when the server fails or recovers.
 * @module
 */

import { availableStep, Path } from "../../core/landscapes/paths.js";
import { runSpecification, surfaceOf } from "../../core/landscapes/state.js";
import { streamRun } from "../../core/shared/stream.js";
import { Timeline } from "../../core/landscapes/timeline.js";

/** @typedef {import("../../core/landscapes/state.js").Catalogue} Catalogue */
/** @typedef {import("../../core/landscapes/state.js").Lab} Lab */
/** @typedef {import("../../core/landscapes/state.js").Point} Point */
/** @typedef {import("../../core/landscapes/state.js").Surface} Surface */
/** @typedef {{key: string, path: Path}} Computed a path and what it was computed for */

const PARSING_MILLISECONDS = 6;
/** Points that can be drawn in a second without losing frames. */
const POINTS_PER_SECOND = 200_000;

export class StateEvent extends Event {
  /** @param {Lab} before */
  constructor(before) {
    super("state");
    this.before = before;
  }
}

export class Session extends EventTarget {
  /**
   * @param {Catalogue} catalogue
   * @param {Lab} lab
   */
  constructor(catalogue, lab) {
    super();
    this.catalogue = catalogue;
    this.lab = lab;
    this.timeline = new Timeline(lab.steps);
    this.timeline.speed = lab.speed;
    /** @type {Computed[]} one for each optimizer; the paths on the renderer */
    this.computed = [];
    /** @type {Path[]} */
    this.paths = [];
    /** @type {Error | null} */
    this.problem = null;
    this.streaming = false;
    this.abort = new AbortController();
    this.compute();
  }

  /** @returns {Surface} */
  get surface() {
    return surfaceOf(this.lab, this.catalogue);
  }

  /** The lab with the step at which playback rests. */
  get snapshot() {
    const { playing, atEnd, step } = this.timeline;
    return { ...this.lab, at: playing || atEnd ? null : step };
  }

  /** Whether everything asked for has arrived. */
  get complete() {
    return this.paths.every((path) => path.end);
  }

  /** Whether the paths are complete and those of what is chosen: old ones stay until new ones have arrived. */
  get settled() {
    return this.complete && !this.streaming && !this.problem;
  }

  /**
   * Choose something; what it changes in the run is computed at once, and shown at the same step.
   * @param {(lab: Lab) => Lab} update
   */
  change(update) {
    const before = this.lab;
    this.lab = update(before);
    this.timeline.speed = this.lab.speed;
    if (this.lab.steps !== before.steps) this.fitTimeline();
    this.dispatchEvent(new StateEvent(before));
    if (keysOf(this.lab).join() !== keysOf(before).join()) this.compute();
  }

  /**
   * Choose something and watch the run from its start.
   * @param {(lab: Lab) => Lab} update
   */
  changeAndPlay(update) {
    this.timeline.seek(0);
    this.change(update);
    this.play();
  }

  /**
   * Show a lab as it is, at rest.
   * @param {Lab} lab
   */
  open(lab) {
    this.change(() => lab);
    this.seek(lab.at ?? lab.steps);
  }

  play() {
    if (this.problem) this.compute();
    this.timeline.play();
    this.dispatchEvent(new Event("play"));
  }

  replay() {
    this.timeline.seek(0);
    this.play();
  }

  toggle() {
    if (!this.timeline.playing) return this.play();
    this.timeline.pause();
    this.dispatchEvent(new Event("play"));
  }

  /** @param {number} step */
  seek(step) {
    this.timeline.seek(step);
    this.dispatchEvent(new Event("play"));
  }

  /**
   * Move playback on.
   * @param {number} now milliseconds
   */
  advanceTo(now) {
    if (!this.timeline.playing) return;
    this.timeline.advanceTo(now);
    if (!this.timeline.playing) this.dispatchEvent(new Event("play"));
  }

  fitTimeline() {
    const { timeline } = this;
    const rested = timeline.atEnd;
    timeline.length = this.lab.steps;
    timeline.position = rested ? timeline.length : Math.min(timeline.position, timeline.length);
  }

  /** Ask for the paths that are not there yet, in as many runs as the server's limits make of them. Known paths stay until the new ones reach the step that is shown. */
  async compute() {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    const specification = /** @type {any} */ (runSpecification(this.lab));
    const known = new Map(this.computed.filter(({ path }) => path.end).map((entry) => [entry.key, entry]));
    const keys = keysOf(this.lab);
    const sameCount = keys.length === this.computed.length;
    /** @type {Computed[]} */
    const wanted = keys.map((key) => known.get(key) ?? { key, path: new Path() });
    this.show(wanted.map((entry, index) => (sameCount && !entry.path.end ? this.computed[index] : entry)));
    const missing = [...keys.keys()].filter((index) => !wanted[index].path.end);
    if (missing.length === 0) return this.settle(null);

    this.streaming = true;
    try {
      while (missing.length) {
        const some = missing.splice(0, this.catalogue.limits.optimizers.high);
        const optimizers = some.map((index) => specification.optimizers[index]);
        await this.follow(
          streamRun({ ...specification, optimizers }, { signal }),
          some.map((index) => wanted[index].path),
          wanted,
        );
        signal.throwIfAborted();
      }
      this.settle(null);
    } catch (error) {
      if (!signal.aborted) this.settle(/** @type {Error} */ (error));
    }
  }

  /**
   * Fill paths with what a run tells.
   * @param {ReturnType<typeof streamRun>} messages
   * @param {Path[]} paths of its optimizers
   * @param {Computed[]} wanted everything that is to be shown
   */
  async follow(messages, paths, wanted) {
    const { signal } = this.abort;
    let pause = performance.now() + PARSING_MILLISECONDS;
    for await (const message of messages) {
      const { optimizer } = /** @type {any} */ (message);
      if (optimizer !== undefined) paths[optimizer].accept(/** @type {any} */ (message));
      if (performance.now() < pause && message.type !== "done") continue;
      this.showArrived(wanted);
      await nextTask();
      signal.throwIfAborted();
      pause = performance.now() + PARSING_MILLISECONDS;
    }
  }

  /**
   * @param {Computed[]} wanted
   */
  showArrived(wanted) {
    const { step } = this.timeline;
    this.show(
      wanted.map((entry, index) => {
        const ready = entry.path.end || entry.path.length > step || this.computed[index].path.length === 0;
        return ready ? entry : this.computed[index];
      }),
    );
  }

  /** @param {Computed[]} computed */
  show(computed) {
    const changed =
      computed.length !== this.computed.length || computed.some((entry, index) => entry !== this.computed[index]);
    if (changed) {
      this.computed = computed;
      this.paths = computed.map(({ path }) => path);
    }
    this.timeline.available = availableStep(this.paths);
    this.timeline.topSpeed = POINTS_PER_SECOND / this.paths.length;
    this.dispatchEvent(new Event("frames"));
  }

  /** @param {Error | null} problem what ended the stream, if it did not end well */
  settle(problem) {
    const changed = problem !== this.problem;
    this.streaming = false;
    this.problem = problem;
    this.dispatchEvent(new Event("frames"));
    if (changed) this.dispatchEvent(new Event("problem"));
  }
}

/**
 * What each path of a lab depends on. Nothing else does: the same key is the same path.
 * @param {Lab} lab
 * @returns {string[]}
 */
function keysOf(lab) {
  const { optimizers, ...rest } = /** @type {any} */ (runSpecification(lab));
  return optimizers.map((/** @type {object} */ optimizer) => JSON.stringify({ ...rest, optimizer }));
}

/** Let the browser draw before going on. */
function nextTask() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}
