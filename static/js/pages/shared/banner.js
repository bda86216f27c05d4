/**
 * Banners: what went wrong, and a button for the one thing that helps. A banner stays until the problem is solved.
 * @module
 */

import { ConnectionLost, ServerProblem } from "../../core/shared/requests.js";
import { isOfUnknownDataset } from "../../core/shared/uploads.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** The status of an answer that asks the client to try again later. */
export const BUSY = 503;

/**
 * @param {string} id of the banner
 * @param {string} text
 * @param {string} label of its button
 * @param {() => void} act
 */
export function showBanner(id, text, label, act) {
  const banner = byId(id);
  const button = /** @type {HTMLButtonElement} */ (banner.querySelector("button"));
  const sentence = /** @type {HTMLElement} */ (banner.querySelector("p"));
  if (sentence.textContent !== text) sentence.textContent = text;
  button.textContent = label;
  button.onclick = act;
  banner.hidden = false;
}

/** @param {string} id of the banner */
export function hideBanner(id) {
  byId(id).hidden = true;
}

/**
 * @param {Error} problem
 * @returns {string}
 */
export function problemText(problem) {
  if (problem instanceof ConnectionLost) return t("banner.connection_lost");
  if (/** @type {ServerProblem} */ (problem).status === BUSY) return t("banner.busy");
  if (isOfUnknownDataset(problem)) return t("banner.no_dataset");
  return t("banner.server_problem", { detail: problem.message });
}

/**
 * @param {unknown} error
 * @returns {error is ServerProblem | ConnectionLost} whether trying again may help
 */
export function isServerTrouble(error) {
  return error instanceof ServerProblem || error instanceof ConnectionLost;
}

/**
 * Show the `problem` of a session as long as it has one. Tries again at the click of a button, and automatically if the
 * server says when. If a data set is gone, the button removes it from the choices.
 * @param {EventTarget & {problem: Error | null}} session
 * @param {() => void} again
 * @param {() => void} refreshDatasets fetches the data sets again, and offers those that exist
 */
export function bindTroubles(session, again, refreshDatasets) {
  let timer = 0;
  session.addEventListener("problem", () => {
    clearTimeout(timer);
    const { problem } = session;
    if (!problem) return hideBanner("server-banner");
    if (!isServerTrouble(problem)) throw problem;
    const [label, act] = isOfUnknownDataset(problem)
      ? [t("banner.offer_anew"), refreshDatasets]
      : [t("banner.try_again"), again];
    showBanner("server-banner", problemText(problem), label, act);
    if (problem instanceof ServerProblem && problem.retryAfter)
      timer = window.setTimeout(again, 1000 * problem.retryAfter);
  });
}
