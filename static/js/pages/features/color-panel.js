/**
 * S9: how much of each colour a picture has, but not where.
 * @module
 */

import { drawHistogram } from "../../charts/histogram.js";
import { maskPixels } from "../../charts/image-overlays.js";
import { bindChoice, createChoice } from "../../components/choice.js";
import { hueBin, hueColour, levelBin, pixelsOf } from "../../core/features/colours.js";
import { COLOURS } from "../../core/features/state.js";
import { formatCount, formatShare } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/colours.js").ColorHistograms} ColorHistograms */
/** @typedef {import("../../core/features/state.js").Colours} Colours */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./panels.js").Drawing} Drawing */
/** @typedef {import("./panels.js").PanelContext} PanelContext */
/** @typedef {import("../../charts/histogram.js").Series} Series */

const RGB_BINS = 64;
/** The number of combinations shown, the most frequent ones. */
const COMBINATIONS = 40;
const CHANNELS = /** @type {const} */ (["r", "g", "b"]);

export class ColorPanel {
  /** @param {PanelContext} context */
  constructor({ session, plotly, palette, redraw }) {
    this.session = session;
    this.plotly = plotly;
    this.palette = palette;
    this.redraw = redraw;
    this.kind = createChoice(
      "colours",
      t("color.kind"),
      COLOURS.map((kind) => [kind, t(`color.${kind}`)]),
    );
    this.chart = create("div", { class: "histogram", role: "figure", "aria-label": t("color.chart") });
    this.bin = create("input", { type: "range", min: 0, max: 35, step: 1, value: 0, "aria-label": t("color.bin") });
    this.said = create("p", { class: "said", "aria-live": "polite" });
    this.greys = create("p", { class: "meaning" });
    this.element = create("div", { class: "reading-content" }, this.kind, this.chart, this.bin, this.said, this.greys);
    this.chooseKind = bindChoice(this.kind, (value) =>
      session.change((state) => ({ ...state, colours: /** @type {Colours} */ (value) })),
    );
    this.bin.addEventListener("input", () => this.light(Number(this.bin.value)));
    this.bin.addEventListener("blur", () => this.light(null));
    /** @type {ColorHistograms | null} */
    this.color = null;
    /** The histograms of the other picture. @type {ColorHistograms | null} */
    this.otherColor = null;
    /** @type {Picture | null} */
    this.picture = null;
    /** The mask that leaves the highlighted pixels visible. @type {HTMLCanvasElement | null} */
    this.lit = null;
    this.listening = false;
    session.addEventListener("pictures", () => {
      if (this.picture && session.state.reading === "color") this.compare(this.picture);
    });
    new ResizeObserver(() => this.drawChart()).observe(this.chart);
  }

  fields() {
    return { include: "color" };
  }

  stride() {
    return 4;
  }

  /**
   * @param {Features} features
   * @param {Picture} picture
   */
  show({ color }, picture) {
    if (!color) return;
    this.chooseKind(this.session.state.colours);
    this.color = color;
    this.picture = picture;
    this.greys.textContent = t("color.greys", { count: formatCount(color.greys) });
    this.greys.hidden = this.session.state.colours !== "hue" || color.greys === 0;
    this.bin.max = String(this.series()[0].counts.length - 1);
    this.light(null);
    this.drawChart();
    this.compare(picture);
  }

  /**
   * Show the histograms of the other picture too.
   * @param {Picture} picture
   */
  async compare(picture) {
    const { other } = this.session;
    const features = other && (await this.session.features(other, this.fields()).catch(() => null));
    if (picture !== this.picture || other !== this.session.other) return;
    this.otherColor = features?.color ?? null;
    this.drawChart();
  }

  /** @returns {Series[]} the series to draw, all with the same number of bins */
  series() {
    const { colours } = this.session.state;
    const color = /** @type {ColorHistograms} */ (this.color);
    const counts = this.counts(color);
    const beside = this.otherColor && this.counts(this.otherColor);
    const shades = {
      rgb: ["red", "green", "blue"],
      hue: [color.hue.map((_, hue) => hueColour(hue))],
      joint: [this.combinations().map(({ colour }) => colour)],
    };
    const names = {
      rgb: shades.rgb.map((channel) => t(`pixels.${channel}`)),
      hue: [t("color.hue")],
      joint: [t("color.joint")],
    };
    return counts.map((each, index) => ({
      name: names[colours][index],
      counts: each,
      colours: shades[colours][index],
      beside: beside?.[index],
    }));
  }

  /**
   * @param {ColorHistograms} color histograms of this picture or another one
   * @returns {number[][]} the counts of each series, by bin
   */
  counts({ rgb, hue, joint }) {
    switch (this.session.state.colours) {
      case "rgb":
        return CHANNELS.map((channel) => gathered(rgb[channel], RGB_BINS));
      case "hue":
        return [hue];
      case "joint":
        return [this.combinations().map(({ red, green, blue }) => joint[red][green][blue])];
    }
  }

  /** The most frequent combinations of red, green and blue. */
  combinations() {
    const { joint } = /** @type {ColorHistograms} */ (this.color);
    const middle = (/** @type {number} */ bin) => Math.round(((bin + 0.5) * 256) / joint.length);
    return joint
      .flatMap((plane, red) => plane.flatMap((row, green) => row.map((count, blue) => ({ count, red, green, blue }))))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count)
      .slice(0, COMBINATIONS)
      .map((one) => ({ ...one, colour: `rgb(${middle(one.red)} ${middle(one.green)} ${middle(one.blue)})` }));
  }

  async drawChart() {
    if (!this.color || this.chart.clientWidth === 0) return;
    const Plotly = await this.plotly();
    await drawHistogram(
      Plotly,
      this.chart,
      { series: this.series(), axis: t(`color.axis.${this.session.state.colours}`) },
      this.palette(),
    );
    if (this.listening) return;
    this.listening = true;
    const chart = /** @type {any} */ (this.chart);
    chart.on("plotly_hover", (/** @type {any} */ { points: [point] }) => this.light(point.pointNumber));
    chart.on("plotly_unhover", () => this.light(null));
  }

  /**
   * Highlight the pixels of a bin.
   * @param {number | null} bin
   */
  light(bin) {
    this.lit = null;
    this.said.textContent = t("color.hover");
    if (bin !== null && this.picture) {
      const mask = pixelsOf(this.picture.data, this.belongs(bin));
      const count = mask.reduce((sum, one) => sum + one, 0);
      this.lit = maskPixels(mask, this.picture, this.palette().panel);
      this.said.textContent = t("color.said", { count: formatCount(count), share: formatShare(count / mask.length) });
      this.bin.value = String(bin);
    }
    this.redraw();
  }

  /**
   * @param {number} bin
   * @returns {(red: number, green: number, blue: number) => boolean}
   */
  belongs(bin) {
    const { colours } = this.session.state;
    if (colours === "hue") return (red, green, blue) => hueBin(red, green, blue) === bin;
    if (colours === "rgb") {
      const of = levelBin(RGB_BINS);
      return (red, green, blue) => of(red) === bin || of(green) === bin || of(blue) === bin;
    }
    const of = levelBin(/** @type {ColorHistograms} */ (this.color).joint.length);
    const { red, green, blue } = this.combinations()[bin];
    return (r, g, b) => of(r) === red && of(g) === green && of(b) === blue;
  }

  /** @param {import("./picture-view.js").Point | null} point */
  point(point) {
    if (!point || !this.picture || this.session.state.colours !== "hue") return this.light(null);
    const at = 4 * (Math.floor(point.y) * this.picture.width + Math.floor(point.x));
    const [red, green, blue] = this.picture.data.subarray(at, at + 3);
    this.light(hueBin(red, green, blue));
  }

  /** @param {Drawing} drawing */
  draw({ context, size }) {
    if (!this.lit) return;
    context.imageSmoothingEnabled = false;
    context.drawImage(this.lit, 0, 0, size.width, size.height);
  }
}

/**
 * Merge counts into fewer, wider bins.
 * @param {number[]} counts
 * @param {number} bins
 */
function gathered(counts, bins) {
  const width = counts.length / bins;
  return Array.from({ length: bins }, (_, bin) =>
    counts.slice(bin * width, (bin + 1) * width).reduce((sum, count) => sum + count, 0),
  );
}
