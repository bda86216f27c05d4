/**
 * The results of each optimizer in a table, where a click chooses whose weights are shown, and read out when a run
 * ends.
 * @module
 */

import { createShortLegendSymbol } from "../../components/legend-symbol.js";
import { formatCount, formatMeasure, formatShare } from "../../core/shared/format.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { nameOf, styleOf } from "./runner-style.js";

/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function showResults(session) {
  const { history, state } = session;
  const rows = history.paths.map((path, index) => {
    const entry = session.entryOf(index);
    const known = (/** @type {(number | null)[]} */ column) =>
      column.slice(0, entry + 1).findLast((value) => value !== null) ?? null;
    const style = styleOf(session.trainedRunners[index], index);
    const button = create(
      "button",
      { type: "button", class: "row-button", "aria-pressed": String(index === state.shown) },
      createShortLegendSymbol(style),
      style.name,
    );
    button.addEventListener("click", () => session.change((now) => ({ ...now, shown: index })));
    const [loss, train, test] = [path.loss, path.trainAccuracy, path.testAccuracy].map(known);
    return create(
      "tr",
      { class: index === state.shown ? "shown" : "", role: "row" },
      create("th", { scope: "row", role: "rowheader" }, button),
      cell(path.end?.reason === "diverged" ? t("training.diverged") : loss === null ? "" : formatMeasure(loss)),
      cell(train === null ? "" : formatShare(train)),
      cell(test === null ? "" : formatShare(test)),
      cell(path.length ? formatCount(entry) : ""),
      cell(path.length ? formatSeconds(path.second[entry]) : ""),
    );
  });
  const focused = [...byId("results").querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
  byId("results").replaceChildren(...rows);
  byId("results").ariaBusy = String(session.training);
  if (focused >= 0) byId("results").querySelectorAll("button")[focused]?.focus({ preventScroll: true });
}

/** @param {number} seconds */
function formatSeconds(seconds) {
  return seconds < 1 ? `${Math.round(1000 * seconds)} ms` : `${seconds.toFixed(1)} s`;
}

/** @param {string} text */
function cell(text) {
  return create("td", { class: "number", role: "cell" }, text);
}

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
