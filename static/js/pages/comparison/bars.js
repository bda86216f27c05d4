/**
 * The bars of each data set, and the verdict on them.
 * @module
 */

import { chanceOf, createComparisonBars } from "../../components/comparison-bars.js";
import { verdict } from "../../core/comparison/verdict.js";
import { formatCount, formatShare } from "../../core/shared/format.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { datasetName } from "../shared/names.js";

/** @typedef {import("../../core/shared/uploads.js").Dataset} Dataset */
/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function bindBars(session) {
  const show = () => {
    const sets = session.state.data.map(
      (id) => /** @type {Dataset} */ (session.catalogue.datasets.find((dataset) => dataset.id === id)),
    );
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
  const chance = chanceOf(results);
  const found = verdict(results);
  const progress = session.progress?.data === id ? session.progress : null;
  return create(
    "section",
    { class: "panel bars-panel", "data-set": id, "aria-label": datasetName(id, name) },
    create(
      "div",
      { class: "panel-head" },
      create("h2", {}, datasetName(id, name)),
      create(
        "p",
        { class: "meaning" },
        t("comparison_page.set", { classes: classes.length, train: formatCount(train), test: formatCount(test) }),
      ),
    ),
    createComparisonBars(session.state.features, results, progress),
    chance === null
      ? ""
      : create("p", { class: "meaning legend" }, t("comparison_page.legend", { chance: formatShare(chance) })),
    create(
      "p",
      { class: "look-for" },
      create("span", { class: "look-for-label" }, t("look_for.label")),
      " ",
      found ? t(`comparison_page.verdict.${found}`) : t("comparison_page.verdict.unknown"),
    ),
  );
}
