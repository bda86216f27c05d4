/**
 * Gradients of minibatches as a cloud around the full gradient.
 * @module
 */

import { drawCloud, reachOf } from "../../charts/gradient-cloud.js";
import { formatMeasure } from "../../core/shared/format.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("./run-view.js").PanelInput} PanelInput */

/** @param {PanelInput} reading */
export function showGradients({ session, optimizer, palette, style }) {
  const { paths } = session.history;
  const snapshot = paths[optimizer]?.snapshotAt("cloud", session.entryOf(optimizer));
  if (!snapshot)
    return byId("gradients").replaceChildren(
      create("p", { class: "meaning" }, t(paths[optimizer]?.length ? "gradients.none" : "training.nothing")),
    );
  const canvas = create("canvas", { class: "cloud", role: "img", "aria-label": t("gradients.label") });
  byId("gradients").replaceChildren(
    canvas,
    create(
      "p",
      {},
      t("gradients.said", {
        size: snapshot.size,
        noise: formatMeasure(snapshot.noise),
        norm: formatMeasure(snapshot.gradient_norm),
        cosine: snapshot.cosine.toFixed(2),
        step: snapshot.step,
      }),
    ),
    create("p", { class: "meaning" }, t("gradients.meaning")),
  );
  const cloud = /** @type {import("../../charts/gradient-cloud.js").Cloud & typeof snapshot} */ (snapshot);
  drawCloud(canvas, cloud, reachOf([cloud]), palette, style.colour);
}
