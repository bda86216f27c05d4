/**
 * S9: a picture is shuffled, and its hue histogram stays the same.
 * @module
 */

import { drawHistogram } from "../../../charts/histogram.js";
import { maskPixels } from "../../../charts/image-overlays.js";
import { hueBin, hueColour, pixelsOf } from "../../../core/features/colours.js";
import { overlaps } from "../../../core/features/similarity.js";
import { huesOutcome } from "../../../core/lesson/feature-outcomes.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { ChangesFigure } from "../changes-figure.js";
import { openPhotograph, PHOTOGRAPH, readChanges } from "../photographs.js";
import { PictureFrame } from "../picture-frame.js";

/** @typedef {import("../../../core/features/colours.js").ColorHistograms} ColorHistograms */
/** @typedef {import("../changes-figure.js").Change} Change */
/** @typedef {import("../photographs.js").ChangedRead} ChangedRead */

const DECIMALS = 2;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { limits } = await place.catalogue();
  const [Plotly, reads] = await Promise.all([
    place.plotly(),
    openPhotograph(PHOTOGRAPH, limits).then((picture) => readChanges(picture, { include: "color" })),
  ]);
  const hues = new HueHistogram(Plotly, place.stage, reads);
  return new ChangesFigure(place, {
    lab: { reading: "color" },
    changes: ["as_is", "shuffled", "half"],
    outcome: huesOutcome(hues.color),
    show: (change) => hues.show(change),
    recolour: () => hues.recolour(),
  });
}

/** Shows the picture above its histogram, and highlights the pixels of a hue. */
class HueHistogram {
  /**
   * @param {any} Plotly
   * @param {HTMLElement} stage
   * @param {ChangedRead} reads
   */
  constructor(Plotly, stage, reads) {
    const color = (/** @type {Change} */ change) => /** @type {ColorHistograms} */ (reads[change].features.color);
    this.Plotly = Plotly;
    this.reads = reads;
    this.color = { as_is: color("as_is"), shuffled: color("shuffled"), half: color("half") };
    /** @type {Change} */
    this.change = "as_is";
    /** The mask that hides the pixels of all other hues. @type {HTMLCanvasElement | null} */
    this.mask = null;
    this.chart = create("div", { class: "histogram", role: "img", "aria-label": t("color.chart") });
    this.frame = new PictureFrame({
      stride: 4,
      point: (point) => this.light(point && this.hueAt(point)),
      draw: ({ context, size }) => this.mask && context.drawImage(this.mask, 0, 0, size.width, size.height),
    });
    stage.append(create("div", { class: "picture-over-chart" }, this.frame.element, this.chart));
    this.listening = false;
    new ResizeObserver(() => this.drawChart()).observe(this.chart);
  }

  get picture() {
    return this.reads[this.change].picture;
  }

  /**
   * @param {Change} change
   * @returns {string} what its histograms have in common with those of the original
   */
  show(change) {
    this.change = change;
    this.light(null);
    this.frame.show(this.picture);
    this.drawChart();
    const { rgb, hue, joint } = overlaps(this.color.as_is, this.color[change]);
    const shares = t("comparison.colours", {
      rgb: rgb.toFixed(DECIMALS),
      hue: hue.toFixed(DECIMALS),
      joint: joint.toFixed(DECIMALS),
    });
    return `${shares} ${t("comparison.dotted_original")}`;
  }

  recolour() {
    this.frame.recolour();
    this.light(null);
    this.drawChart();
  }

  async drawChart() {
    if (this.chart.clientWidth === 0) return;
    const { hue } = this.color[this.change];
    const beside = this.change === "as_is" ? undefined : this.color.as_is.hue;
    const series = { name: t("color.hue"), counts: hue, colours: hue.map((_, bin) => hueColour(bin)), beside };
    await drawHistogram(this.Plotly, this.chart, { series: [series], axis: t("color.axis.hue") }, this.frame.palette);
    if (this.listening) return;
    this.listening = true;
    const chart = /** @type {any} */ (this.chart);
    chart.on("plotly_hover", (/** @type {any} */ { points: [point] }) => this.light(point.pointNumber));
    chart.on("plotly_unhover", () => this.light(null));
  }

  /** @param {import("../../features/picture-view.js").Point} point */
  hueAt({ x, y }) {
    const at = 4 * (Math.floor(y) * this.picture.width + Math.floor(x));
    const [red, green, blue] = this.picture.data.subarray(at, at + 3);
    return hueBin(red, green, blue);
  }

  /** @param {number | null} hue */
  light(hue) {
    const belongs = (/** @type {number} */ red, /** @type {number} */ green, /** @type {number} */ blue) =>
      hueBin(red, green, blue) === hue;
    this.mask =
      hue === null ? null : maskPixels(pixelsOf(this.picture.data, belongs), this.picture, this.frame.palette.panel);
    this.frame.draw();
  }
}
