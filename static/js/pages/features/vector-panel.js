/**
 * A feature that is shown only as its vector: any of the catalogue without a panel of its own.
 * @module
 */

import { drawVectorStrip } from "../../charts/vector-strip.js";
import { formatCount, formatMeasure } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

export class VectorPanel {
  /**
   * @param {PanelContext} context
   * @param {string} feature its id
   */
  constructor({ palette }, feature) {
    this.palette = palette;
    this.feature = feature;
    this.strip = create("canvas", { class: "feature-strip", role: "img", "aria-label": t("vector.strip") });
    this.said = create("p", { class: "meaning" });
    this.element = create(
      "div",
      { class: "reading-content" },
      create("figure", {}, this.strip, create("figcaption", {}, t("vector.strip"))),
      this.said,
    );
  }

  fields() {
    return { include: this.feature };
  }

  stride() {
    return 1;
  }

  /** @param {Features} features */
  show({ vectors }) {
    const vector = vectors?.[this.feature];
    if (!vector) return;
    drawVectorStrip(this.strip, vector, this.palette().ink);
    const largest = Math.max(...vector);
    this.said.textContent = t("vector.said", {
      length: formatCount(vector.length),
      index: formatCount(vector.indexOf(largest)),
      value: formatMeasure(largest),
    });
  }

  point() {}

  draw() {}
}
