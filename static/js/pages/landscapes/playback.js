/**
 * The controls of playback: run, pause, step, scrub and speed.
 * @module
 */

import { formatCount } from "../../core/shared/format.js";
import { SPEEDS } from "../../core/landscapes/timeline.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function bindPlayback(session) {
  const scrubber = /** @type {HTMLInputElement} */ (byId("scrubber"));
  const speed = /** @type {HTMLSelectElement} */ (byId("speed"));
  const { timeline } = session;

  byId("run").addEventListener("click", () => session.toggle());
  byId("restart").addEventListener("click", () => session.seek(0));
  byId("back").addEventListener("click", () => session.seek(timeline.step - 1));
  byId("forward").addEventListener("click", () => session.seek(timeline.step + 1));
  byId("finish").addEventListener("click", () => session.seek(timeline.length));
  scrubber.addEventListener("input", () => session.seek(Number(scrubber.value)));
  speed.addEventListener("change", () => session.change((lab) => ({ ...lab, speed: SPEEDS[speed.selectedIndex] })));
  for (const event of ["state", "play", "frames"]) session.addEventListener(event, () => showPlayback(session));
  showPlayback(session);
}

/**
 * Show the state of playback.
 * @param {Session} session
 */
export function showPlayback({ timeline, lab }) {
  const { step, length, playing } = timeline;
  const scrubber = /** @type {HTMLInputElement} */ (byId("scrubber"));
  const counter = t("playback.counter", { step: formatCount(step), steps: formatCount(length) });
  scrubber.max = String(length);
  scrubber.value = String(step);
  scrubber.ariaValueText = counter;
  scrubber.style.setProperty("--filled", String(step / length));
  scrubber.style.setProperty("--arrived", String(timeline.available / length));
  byId("counter").textContent = counter;
  byId("run").classList.toggle("playing", playing);
  byId("run-label").textContent = t(playing ? "playback.pause" : "playback.run");
  /** @type {HTMLSelectElement} */ (byId("speed")).selectedIndex = SPEEDS.indexOf(lab.speed);
}

/**
 * @param {Session} session
 * @param {1 | -1} direction 1 for faster, −1 for slower
 */
export function changeSpeed(session, direction) {
  const index = SPEEDS.indexOf(session.lab.speed) + direction;
  if (SPEEDS[index]) session.change((lab) => ({ ...lab, speed: SPEEDS[index] }));
}
