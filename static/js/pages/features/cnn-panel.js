/**
 * S13: what a network has learned: its guesses, and the feature vector behind them.
 * @module
 */

import { drawVectorStrip } from "../../charts/vector-strip.js";
import { formatCount, formatMeasure, formatShare } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/client.js").Guess} Guess */
/** @typedef {import("./panels.js").Drawing} Drawing */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

/** The side of the square that the network reads, as a share of the picture's shorter side. */
const SHARE = 224 / 256;

export class CnnPanel {
  /** @param {PanelContext} context */
  constructor({ palette }) {
    this.palette = palette;
    this.guesses = create("ol", { class: "guesses", "aria-label": t("cnn.guesses") });
    this.strip = create("canvas", { class: "feature-strip", role: "img", "aria-label": t("cnn.strip") });
    this.said = create("p", { class: "meaning" });
    this.element = create(
      "div",
      { class: "reading-content" },
      this.guesses,
      create("p", { class: "meaning" }, t("cnn.read")),
      create("figure", {}, this.strip, create("figcaption", {}, t("cnn.strip"))),
      this.said,
    );
  }

  fields() {
    return { include: "cnn", full: "true" };
  }

  stride() {
    return 1;
  }

  /** @param {Features} features */
  show({ cnn }) {
    if (!cnn?.features) return;
    this.guesses.replaceChildren(...cnn.top.map(guessElement));
    drawVectorStrip(this.strip, cnn.features, this.palette().ink);
    const largest = Math.max(...cnn.features);
    this.said.textContent = t("cnn.said", {
      length: formatCount(cnn.length),
      zeros: formatCount(cnn.features.filter((value) => value === 0).length),
      index: formatCount(cnn.features.indexOf(largest)),
      value: formatMeasure(largest),
    });
  }

  point() {}

  /** @param {Drawing} drawing */
  draw({ context, size: { width, height } }) {
    const side = SHARE * Math.min(width, height);
    const [left, top] = [(width - side) / 2, (height - side) / 2];
    for (const [colour, line] of /** @type {[string, number][]} */ ([
      ["#000", 3],
      ["#fff", 1.5],
    ])) {
      context.strokeStyle = colour;
      context.lineWidth = line;
      context.strokeRect(left, top, side, side);
    }
  }
}

/** @param {Guess} guess */
function guessElement({ label, probability }) {
  const bar = create("span", { class: "probability", "aria-hidden": "true" });
  bar.style.setProperty("--share", String(probability));
  return create(
    "li",
    {},
    create("span", { lang: "en" }, label),
    bar,
    create("span", { class: "share" }, formatShare(probability)),
  );
}
