/**
 * S10: SIFT, which finds the same corners at any size and angle.
 * @module
 */

import { createSliderField } from "../../components/slider-field.js";
import { DIRECTIONS, GRID, nearest, SIDE_IN_SIZES, surest } from "../../core/features/sift.js";
import { formatCount, formatMeasure, formatSetting } from "../../core/shared/format.js";
import { SLOTS } from "../../core/shared/line-styles.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { squareContext } from "../../charts/canvas.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/sift.js").Sift} Sift */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture-view.js").Point} Point */
/** @typedef {import("./panels.js").Drawing} Drawing */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

const FIGURE = 168;
const SHOWN = { low: 10, high: 5000, initial: 300 };
const COLOUR = SLOTS[4].colour;

export class SiftPanel {
  /** @param {PanelContext} context */
  constructor({ redraw, palette }) {
    this.palette = palette;
    this.redraw = redraw;
    this.count = SHOWN.initial;
    this.shownField = createSliderField({
      label: t("sift.shown"),
      meaning: t("sift.shown_meaning"),
      value: SHOWN.initial,
      ...SHOWN,
      onChange: (count) => {
        this.count = Math.round(count);
        this.choose();
        this.redraw();
      },
    });
    this.patch = create("canvas", { class: "enlarged", role: "img", "aria-label": t("sift.patch") });
    this.grid = create("canvas", { class: "flower", role: "img", "aria-label": t("sift.descriptor") });
    this.said = create("p", { class: "said", "aria-live": "polite" });
    this.found = create("p", { class: "meaning" });
    this.figures = create(
      "div",
      { class: "cell-figures" },
      create("figure", {}, this.patch, create("figcaption", {}, t("sift.patch"))),
      create("figure", {}, this.grid, create("figcaption", {}, t("sift.descriptor"))),
    );
    this.element = create(
      "div",
      { class: "reading-content" },
      this.shownField.element,
      this.figures,
      this.said,
      this.found,
    );
    /** @type {Sift | null} */
    this.sift = null;
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {number[]} */
    this.shown = [];
    /** @type {number | null} */
    this.chosen = null;
  }

  fields() {
    return { include: "sift", full: "true" };
  }

  stride() {
    return 8;
  }

  /**
   * @param {Features} features
   * @param {Picture} picture
   */
  show({ sift }, picture) {
    if (!sift) return;
    this.sift = sift;
    this.picture = picture;
    this.choose();
  }

  choose() {
    if (!this.sift) return;
    const { keypoints, count } = this.sift;
    this.shown = surest(keypoints, this.count);
    this.found.textContent = t("sift.found", { count: formatCount(count), shown: formatCount(this.shown.length) });
    this.figures.hidden = count === 0;
    if (count === 0) this.said.textContent = t("sift.none");
    this.point(null);
  }

  /** @param {Point | null} point */
  point(point) {
    if (!this.sift || !this.picture) return;
    this.chosen = point ? nearest(this.sift.keypoints, this.shown, point) : (this.shown[0] ?? null);
    if (this.chosen === null) return;
    const keypoint = this.sift.keypoints[this.chosen];
    drawPatch(this.patch, this.picture, keypoint);
    const descriptor = this.sift.descriptors?.[this.chosen];
    if (descriptor) drawDescriptor(this.grid, descriptor, this.palette());
    this.said.textContent = t("sift.said", {
      x: formatSetting(keypoint.x, 4),
      y: formatSetting(keypoint.y, 4),
      size: formatSetting(keypoint.size, 3),
      angle: Math.round(keypoint.angle),
      response: formatMeasure(keypoint.response),
    });
  }

  /** @param {Drawing} drawing */
  draw({ context, scale }) {
    if (!this.sift) return;
    const palette = this.palette();
    const ring = (/** @type {number} */ index) => {
      const { x, y, size, angle } = /** @type {Sift} */ (this.sift).keypoints[index];
      const radius = Math.max(2, (scale * size) / 2);
      const direction = (angle * Math.PI) / 180;
      context.moveTo(scale * x + radius, scale * y);
      context.arc(scale * x, scale * y, radius, 0, 2 * Math.PI);
      context.moveTo(scale * x, scale * y);
      context.lineTo(scale * x + radius * Math.cos(direction), scale * y + radius * Math.sin(direction));
    };
    for (const [colour, width] of /** @type {[string, number][]} */ ([
      [palette.panel, 3.4],
      [COLOUR[palette.theme], 1.5],
    ])) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      this.shown.forEach(ring);
      context.stroke();
    }
    if (this.chosen === null) return;
    context.strokeStyle = palette.accent;
    context.lineWidth = 3;
    context.beginPath();
    ring(this.chosen);
    context.stroke();
  }
}

/**
 * Draw the patch that the descriptor describes, rotated so that its angle points to the right.
 * @param {HTMLCanvasElement} canvas
 * @param {Picture} picture
 * @param {import("../../core/features/sift.js").Keypoint} keypoint
 */
function drawPatch(canvas, picture, { x, y, size, angle }) {
  const context = squareContext(canvas, FIGURE);
  const scale = FIGURE / (SIDE_IN_SIZES * size);
  context.save();
  context.translate(FIGURE / 2, FIGURE / 2);
  context.scale(scale, scale);
  context.rotate((-angle * Math.PI) / 180);
  context.drawImage(picture.canvas, -x - 0.5, -y - 0.5);
  context.restore();
  context.strokeStyle = "rgb(255 255 255 / 60%)";
  context.beginPath();
  for (let line = 1; line < GRID; line += 1) {
    const at = (line * FIGURE) / GRID;
    context.moveTo(at, 0);
    context.lineTo(at, FIGURE);
    context.moveTo(0, at);
    context.lineTo(FIGURE, at);
  }
  context.stroke();
}

/**
 * Draw the descriptor: 4 × 4 cells of 8 directions, with a line for each.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} descriptor
 * @param {import("../../charts/palette.js").Palette} palette
 */
function drawDescriptor(canvas, descriptor, palette) {
  const context = squareContext(canvas, FIGURE);
  const cell = FIGURE / GRID;
  const largest = Math.max(1, ...descriptor);
  context.strokeStyle = palette.rule;
  context.strokeRect(0.5, 0.5, FIGURE - 1, FIGURE - 1);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.6;
  context.beginPath();
  descriptor.forEach((value, index) => {
    const place = Math.floor(index / DIRECTIONS);
    const [x, y] = [((place % GRID) + 0.5) * cell, (Math.floor(place / GRID) + 0.5) * cell];
    const direction = (2 * Math.PI * (index % DIRECTIONS)) / DIRECTIONS;
    const length = (0.48 * cell * value) / largest;
    context.moveTo(x, y);
    context.lineTo(x + length * Math.cos(direction), y + length * Math.sin(direction));
  });
  context.stroke();
}
