/**
 * Descriptions of the picture and the run for screen readers.
 * @module
 */

import { formatCount, formatMeasure, formatSetting } from "../../core/shared/format.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { optimizerName } from "./names.js";
import { outcomeText } from "./ranking.js";

/** @typedef {import("../../core/landscapes/ranking.js").Standing} Standing */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {import("../../core/shared/projection.js").View} view
 * @param {Standing[]} standings
 */
export function describePicture({ lab, paths, timeline }, view, standings) {
  const positions = standings
    .filter(({ optimizer }) => paths[optimizer].last >= 0)
    .map(({ optimizer, loss, outcome }) => {
      const path = paths[optimizer];
      const at = Math.min(timeline.step, path.last);
      return t("map.head", {
        name: optimizerName(lab.optimizers[optimizer]),
        x: formatMeasure(path.x[at]),
        y: formatMeasure(path.y[at]),
        loss: formatMeasure(loss),
        fate: outcomeText(outcome),
      });
    });
  const frame = t(`map.description_${lab.mode}`, {
    surface: t(`surface.${lab.surface}.name`),
    x_low: formatSetting(view.x.low, 3),
    x_high: formatSetting(view.x.high, 3),
    y_low: formatSetting(view.y.low, 3),
    y_high: formatSetting(view.y.high, 3),
    start_x: formatSetting(lab.start.x),
    start_y: formatSetting(lab.start.y),
    step: formatCount(timeline.step),
  });
  byId("stage-picture").ariaLabel = [frame, ...positions].join(" ");
}

/**
 * Announce the result of a run.
 * @param {Session} session
 * @param {Standing[]} standings
 */
export function announceEnd({ lab, timeline }, standings) {
  byId("announcer").textContent = [
    t("announce.finished", { steps: formatCount(timeline.length) }),
    ...standings.map(({ optimizer, loss, outcome }) =>
      t("announce.standing", {
        name: optimizerName(lab.optimizers[optimizer]),
        loss: formatMeasure(loss),
        fate: outcomeText(outcome),
      }),
    ),
  ].join(" ");
}
