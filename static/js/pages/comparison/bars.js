/**
 * A bar for each feature, in the order of history; a thin mark for the training examples.
 * @module
 */

import { best, verdict } from "../../core/comparison/verdict.js";
import { formatCount, formatShare } from "../../core/format.js";
import { byId, create } from "../../dom.js";
import { t } from "../../words.js";
import { datasetName } from "../dataset-name.js";

/** @typedef {import("../../core/comparison/verdict.js").Result} Result */
/** @typedef {import("./session.js").Dataset} Dataset */
/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function bindBars(session) {
  const show = () => {
    const sets = session.state.data.map((id) => /** @type {Dataset} */ (session.datasets.find((dataset) => dataset.id === id)));
    byId("bars").replaceChildren(...sets.map((dataset) => panelOf(session, dataset)));
  };
  let waiting = 0;
  const showSoon = () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      show();
    });
  };
  session.addEventListener("state", show);
  session.addEventListener("results", showSoon);
  show();
}

/**
 * @param {Session} session
 * @param {Dataset} dataset
 */
function panelOf(session, { id, name, classes, train, test }) {
  const results = session.resultsOf(id);
  const chance = [...results.values()][0]?.chance;
  const found = verdict(results);
  const rows = session.state.features.map((feature) => rowOf(session, id, feature, results.get(feature), best(results) === feature));
  return create(
    "section",
    { class: "panel bars-panel", "data-set": id, "aria-label": datasetName(id, name) },
    create("div", { class: "panel-head" }, create("h2", {}, datasetName(id, name)), create("p", { class: "meaning" }, t("comparison_page.set", { classes: classes.length, train: formatCount(train), test: formatCount(test) }))),
    create("ol", { class: "bars", style: chance === undefined ? "" : `--chance: ${chance}` }, ...rows),
    chance === undefined ? "" : create("p", { class: "meaning legend" }, t("comparison_page.legend", { chance: formatShare(chance) })),
    create("p", { class: "look-for" }, create("span", { class: "look-for-label" }, t("look_for.label")), " ", found ? t(`comparison_page.verdict.${found}`) : t("comparison_page.verdict.unknown")),
  );
}

/**
 * @param {Session} session
 * @param {string} data
 * @param {string} feature
 * @param {Result | undefined} result
 * @param {boolean} isBest
 */
function rowOf({ progress }, data, feature, result, isBest) {
  const name = t(`feature.${feature.replace("+", "_")}`);
  if (!result) {
    const at = progress && progress.data === data && progress.feature === feature ? progress : null;
    const text = at ? t(`comparison_page.${at.stage}`, { share: formatShare(at.done / at.of) }) : "";
    return create("li", { class: "bar-row", "data-feature": feature }, create("span", { class: "bar-name" }, name), create("progress", { max: 1, value: at ? at.done / at.of : 0, "aria-label": name, class: at ? "" : "still" }), create("span", { class: "bar-detail" }, text));
  }
  const { test_accuracy: test, train_accuracy: train, dimensions, seconds } = result;
  return create(
    "li",
    { class: isBest ? "bar-row best" : "bar-row", "data-feature": feature },
    create("span", { class: "bar-name" }, name),
    create("span", { class: "bar-track", style: `--test: ${test ?? 0}; --train: ${train ?? 0}` }, create("span", { class: "bar-fill" }), create("span", { class: "bar-train" })),
    create("strong", { class: "bar-value" }, test === null ? t("training.diverged") : formatShare(test)),
    create("span", { class: "bar-detail" }, t("comparison_page.detail", { train: train === null ? "–" : formatShare(train), dimensions: formatCount(dimensions), extract: formatSeconds(seconds.extract), fit: formatSeconds(seconds.train) })),
  );
}

/** @param {number} seconds */
function formatSeconds(seconds) {
  return seconds < 1 ? `${Math.round(1000 * seconds)} ms` : `${seconds.toFixed(1)} s`;
}
