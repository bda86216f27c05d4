/**
 * The session of the landscape lab: its choices, the paths computed for them, and the current step. Only this module
 * changes them.
 *
 * Dispatches `state` (with the lab before the change) when a choice changes, `frames` when paths grow or change, `play`
 * when playback starts, pauses or jumps, `problem` when the server fails or recovers.
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
/** @typedef {{key: string, path: Path}} Computed a path, and the JSON of what it was computed for */

const PARSING_MILLISECONDS = 6;
/** The number of points that can be drawn per second without dropping frames. */
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

  /** The lab with the step at which playback is paused. */
  get snapshot() {
    const { playing, atEnd, step } = this.timeline;
    return { ...this.lab, at: playing || atEnd ? null : step };
  }

  /** Whether all paths that are shown are complete. */
  get complete() {
    return this.paths.every((path) => path.end);
  }

  /** Whether the paths are complete and belong to the current choices. Old paths stay until new ones have arrived. */
  get settled() {
    return this.complete && !this.streaming && !this.problem;
  }

  /**
   * Change the choices. Paths that depend on them are computed at once, and shown at the same step.
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
   * Change the choices and play the run from its start.
   * @param {(lab: Lab) => Lab} update
   */
  changeAndPlay(update) {
    this.timeline.seek(0);
    this.change(update);
    this.play();
  }

  /**
   * Show a state of the lab, paused.
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
   * Advance playback.
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

  /**
   * Compute the missing paths, in as many runs as the server's limits require. Old paths stay until the new ones reach
   * the current step.
   */
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
   * Fill paths with the messages of a run.
   * @param {ReturnType<typeof streamRun>} messages
   * @param {Path[]} paths of its optimizers
   * @param {Computed[]} wanted all paths to show
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

  /** @param {Error | null} problem the problem that ended the stream; null if it is complete */
  settle(problem) {
    const changed = problem !== this.problem;
    this.streaming = false;
    this.problem = problem;
    this.dispatchEvent(new Event("frames"));
    if (changed) this.dispatchEvent(new Event("problem"));
  }
}

/**
 * A key for each path of a lab, which holds everything that the path depends on: equal keys mean equal paths.
 * @param {Lab} lab
 * @returns {string[]}
 */
function keysOf(lab) {
  const { optimizers, ...rest } = /** @type {any} */ (runSpecification(lab));
  return optimizers.map((/** @type {object} */ optimizer) => JSON.stringify({ ...rest, optimizer }));
}

/** Let the browser draw before the work continues. */
function nextTask() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}
