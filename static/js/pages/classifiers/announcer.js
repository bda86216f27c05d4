/**
 * What a run has come to, said once.
 * @module
 */

import { formatShare } from "../../core/shared/format.js";
import { byId } from "../../dom.js";
import { t } from "../../words.js";
import { nameOf } from "./runner-style.js";

/** @param {import("./session.js").Session} session */
export function bindAnnouncer(session) {
  session.addEventListener("history", () => {
    const { history } = session;
    if (!history.done) return;
    const best = history.paths.reduce(
      (found, { end }, index) =>
        (end?.test_accuracy ?? 0) > (history.paths[found].end?.test_accuracy ?? 0) ? index : found,
      0,
    );
    const text = t("training.announce", {
      name: nameOf(session.trainedRunners[best]),
      accuracy: formatShare(history.paths[best].end?.test_accuracy ?? 0),
    });
    if (byId("announcer").textContent !== text) byId("announcer").textContent = text;
  });
}
