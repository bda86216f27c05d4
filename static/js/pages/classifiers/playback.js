/**
 * Starts and cancels the training, and shows any moment of it.
 * @module
 */

import { byId } from "../../document/dom.js";
import { formatShare } from "../../core/shared/format.js";
import { t } from "../../document/words.js";

/** @typedef {import("./session.js").Session} Session */

const REPLAY_MILLISECONDS = 6000;

/** @param {Session} session */
export function bindPlayback(session) {
  const button = byId("train");
  const scrubber = /** @type {HTMLInputElement} */ (byId("scrubber"));
  const replay = /** @type {HTMLButtonElement} */ (byId("replay"));
  let replaying = 0;
  const stop = () => {
    cancelAnimationFrame(replaying);
    replaying = 0;
  };
  button.addEventListener("click", () => toggle(session));
  scrubber.addEventListener("input", () => {
    stop();
    session.showMoment(Number(scrubber.value) / Number(scrubber.max));
  });
  replay.addEventListener("click", () => {
    stop();
    const began = performance.now();
    const step = (/** @type {number} */ now) => {
      const share = Math.min(1, Math.max(0, (now - began) / REPLAY_MILLISECONDS));
      session.showMoment(share === 1 ? null : share);
      replaying = share === 1 ? 0 : requestAnimationFrame(step);
    };
    replaying = requestAnimationFrame(step);
  });
  const show = () => {
    const { history, training, moment } = session;
    byId("train-label").textContent = t(training ? "training.cancel" : "training.train");
    button.classList.toggle("running", training);
    const known = history.paths.some((path) => path.length > 0);
    scrubber.disabled = replay.disabled = training || !known;
    const share = training ? history.share : (moment ?? 1);
    scrubber.value = String(known ? share * Number(scrubber.max) : 0);
    scrubber.style.setProperty("--filled", String(known ? share : 0));
    byId("counter").textContent = counterText(session);
  };
  session.addEventListener("history", show);
  session.addEventListener("moment", show);
  session.addEventListener("state", show);
  session.addEventListener("history", () => session.training && stop());
  show();
}

/** @param {Session} session */
export function toggle(session) {
  if (session.training) session.cancel();
  else session.train();
}

/** @param {Session} session */
function counterText(session) {
  const { history, training, moment } = session;
  if (history.reading)
    return t("training.reading", {
      feature: t(`feature.${history.reading.feature}.name`),
      done: history.reading.done,
      of: history.reading.of,
    });
  if (training) return formatShare(history.share);
  if (session.outdated) return t("training.outdated");
  return formatShare(history.paths.some((path) => path.length) ? (moment ?? history.share) : 0);
}
