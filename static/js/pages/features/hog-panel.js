/**
 * S10: HOG, where each cell keeps only the directions of its edges.
 * @module
 */

import { drawGlyphs } from "../../charts/image-overlays.js";
import { squareContext } from "../../charts/canvas.js";
import { bindChoice, createChoice } from "../../components/choice.js";
import {
  edgeDirection,
  edgesOf,
  glyphs,
  missingPart,
  pixelGradients,
  shownHistograms,
} from "../../core/features/hog.js";
import { CELLS, ORIENTATIONS } from "../../core/features/state.js";
import { formatCount, formatMeasure } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/hog.js").Hog} Hog */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture-view.js").Point} Point */
/** @typedef {import("./panels.js").Drawing} Drawing */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

const ENLARGED = 168;
const FLOWER = 168;
const NOTHING = { width: 0, height: 0 };

export class HogPanel {
  /** @param {PanelContext} context */
  constructor({ session, palette }) {
    this.session = session;
    this.palette = palette;
    this.cellChoice = createChoice(
      "hog-cell",
      t("hog.cell"),
      CELLS.map((cell) => [String(cell), `${cell}×${cell}`]),
    );
    this.binChoice = createChoice(
      "hog-bins",
      t("hog.bins"),
      ORIENTATIONS.map((bins) => [String(bins), String(bins)]),
    );
    this.normalized = create("input", { type: "checkbox" });
    this.enlarged = create("canvas", { class: "enlarged", role: "img", "aria-label": t("hog.enlarged") });
    this.flower = create("canvas", { class: "flower", role: "img", "aria-label": t("hog.flower") });
    this.said = create("p", { class: "said", "aria-live": "polite" });
    this.length = create("p", { class: "meaning" });
    this.figures = create(
      "div",
      { class: "cell-figures" },
      create("figure", {}, this.enlarged, create("figcaption", {}, t("hog.enlarged"))),
      create("figure", {}, this.flower, create("figcaption", {}, t("hog.flower"))),
    );
    this.element = create(
      "div",
      { class: "reading-content" },
      create("div", { class: "knobs" }, this.cellChoice, this.binChoice),
      create("label", { class: "check" }, this.normalized, t("hog.normalized")),
      this.figures,
      this.said,
      this.length,
    );
    const chooseCell = bindChoice(this.cellChoice, (value) =>
      session.change((state) => ({ ...state, cell: Number(value) })),
    );
    const chooseBins = bindChoice(this.binChoice, (value) =>
      session.change((state) => ({ ...state, orientations: Number(value) })),
    );
    this.normalized.addEventListener("change", () =>
      session.change((state) => ({ ...state, normalized: this.normalized.checked })),
    );
    this.update = () => {
      chooseCell(String(session.state.cell));
      chooseBins(String(session.state.orientations));
      this.normalized.checked = session.state.normalized;
    };
    /** @type {Hog | null} */
    this.hog = null;
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {import("../../core/features/hog.js").Stroke[]} */
    this.strokes = [];
    /** @type {{row: number, column: number} | null} */
    this.cell = null;
  }

  fields() {
    const { state, picture, limits } = this.session;
    return edgesOf(picture ?? NOTHING, state, limits);
  }

  stride() {
    return this.hog?.cell ?? this.session.state.cell;
  }

  /**
   * @param {Features} features
   * @param {Picture} picture
   */
  show({ hog }, picture) {
    this.update();
    if (!hog) return;
    this.hog = hog;
    this.picture = picture;
    this.strokes = glyphs(this.histograms(), hog.cell);
    this.length.textContent = t("hog.length", {
      rows: hog.cells[0],
      columns: hog.cells[1],
      length: formatCount(hog.length),
    });
    this.point(null);
  }

  histograms() {
    return this.hog ? shownHistograms(this.hog, this.session.state.normalized) : [];
  }

  /** @param {Point | null} point */
  point(point) {
    if (!this.hog || !this.picture) return;
    const { block, cell, cells } = this.hog;
    const [rows, columns] = cells;
    const missing = missingPart(this.hog, this.histograms());
    this.figures.hidden = missing !== null;
    if (missing) {
      this.cell = null;
      this.said.textContent = t(`hog.${missing}`, { cell, rows, columns, block });
      return;
    }
    const { x, y } = point ?? strongest(this.hog.histogram, cell);
    this.cell = { row: Math.min(rows - 1, Math.floor(y / cell)), column: Math.min(columns - 1, Math.floor(x / cell)) };
    this.drawCell();
  }

  drawCell() {
    if (!this.hog || !this.picture || !this.cell) return;
    const { row, column } = this.cell;
    const { cell } = this.hog;
    const bins = this.histograms()[row][column];
    const part = { left: column * cell, top: row * cell, side: cell };
    drawEnlarged(this.enlarged, this.picture, part);
    drawFlower(this.flower, bins, this.palette());
    const best = bins.indexOf(Math.max(...bins));
    const degrees = Math.round(((best + 0.5) * 180) / bins.length);
    this.said.textContent =
      Math.max(...bins) === 0
        ? t("hog.nothing", { row, column })
        : t("hog.said", { row, column, degrees, weight: formatMeasure(bins[best]) });
  }

  /** @param {Drawing} drawing */
  draw({ context, scale, size }) {
    if (!this.hog || !this.cell) return;
    const palette = this.palette();
    drawGlyphs({ context, scale, size }, this.strokes, this.hog.cell, palette);
    const side = this.hog.cell * scale;
    context.strokeStyle = palette.accent;
    context.lineWidth = 2;
    context.strokeRect(this.cell.column * side - 1, this.cell.row * side - 1, side + 2, side + 2);
  }
}

/**
 * @param {number[][][]} histograms with at least one cell
 * @param {number} cell
 * @returns {Point} the middle of the cell with the strongest edge
 */
function strongest(histograms, cell) {
  let best = { weight: -1, x: 0, y: 0 };
  histograms.forEach((row, top) =>
    row.forEach((bins, left) => {
      const weight = Math.max(...bins);
      if (weight > best.weight) best = { weight, x: (left + 0.5) * cell, y: (top + 0.5) * cell };
    }),
  );
  return best;
}

/**
 * Draw the pixels of a cell, each with its gradient.
 * @param {HTMLCanvasElement} canvas
 * @param {Picture} picture
 * @param {{left: number, top: number, side: number}} part
 */
function drawEnlarged(canvas, picture, part) {
  const context = squareContext(canvas, ENLARGED);
  context.imageSmoothingEnabled = false;
  context.drawImage(picture.canvas, part.left, part.top, part.side, part.side, 0, 0, ENLARGED, ENLARGED);
  const step = ENLARGED / part.side;
  const found = pixelGradients(picture.data, picture, part);
  const longest = Math.max(1, ...found.map(({ dx, dy }) => Math.hypot(dx, dy)));
  for (const [colour, width] of /** @type {[string, number][]} */ ([
    ["#000", 3],
    ["#fff", 1.4],
  ])) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    found.forEach(({ dx, dy }, index) => {
      const [x, y] = [((index % part.side) + 0.5) * step, (Math.floor(index / part.side) + 0.5) * step];
      const length = (0.45 * step) / longest;
      if (Math.hypot(dx, dy) * length < 0.6) return;
      context.moveTo(x - dx * length, y - dy * length);
      context.lineTo(x + dx * length, y + dy * length);
    });
    context.stroke();
  }
}

/**
 * Draw the histogram of a cell as a flower with a petal along each direction of edges.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} bins
 * @param {import("../../charts/palette.js").Palette} palette
 */
function drawFlower(canvas, bins, palette) {
  const context = squareContext(canvas, FLOWER);
  const middle = FLOWER / 2;
  const radius = middle - 6;
  context.strokeStyle = palette.rule;
  context.lineWidth = 1;
  for (const share of [0.5, 1]) {
    context.beginPath();
    context.arc(middle, middle, share * radius, 0, 2 * Math.PI);
    context.stroke();
  }
  const largest = Math.max(1e-12, ...bins);
  context.strokeStyle = palette.ink;
  context.lineWidth = Math.min(9, 60 / bins.length);
  context.lineCap = "round";
  bins.forEach((value, bin) => {
    const { dx, dy } = edgeDirection(bin, bins.length);
    const length = (radius * value) / largest;
    context.globalAlpha = 0.35 + (0.65 * value) / largest;
    context.beginPath();
    context.moveTo(middle - dx * length, middle - dy * length);
    context.lineTo(middle + dx * length, middle + dy * length);
    context.stroke();
  });
  context.globalAlpha = 1;
}
