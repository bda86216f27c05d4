/**
 * The weights of a classifier as images, or its decision boundary in the plane.
 * @module
 */

import { filterCanvas, glyphCanvas, hueCanvas } from "../../charts/weight-images.js";
import { fromTop, placeInPlane } from "../../core/classifiers/drawings.js";
import { slotStyle } from "../../core/shared/line-styles.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("./run-view.js").PanelInput} PanelInput */

const PLANE = 320;
const SHADE = 0.3;

/** @param {PanelInput} reading */
export function showWeights({ session, optimizer, palette }) {
  const element = byId("weights");
  const { classifier, paths } = session.history;
  const entry = session.entryOf(optimizer);
  const boundary = paths[optimizer]?.snapshotAt("boundary", entry);
  if (boundary && classifier?.points) {
    const meaning = create("p", { class: "meaning" }, t("weights.plane", { step: boundary.step }));
    return void element.replaceChildren(meaning, planeCanvas(boundary, classifier.points, palette));
  }
  const weights = paths[optimizer]?.snapshotAt("weights", entry);
  if (!weights || !classifier) {
    return void element.replaceChildren(
      create("p", { class: "meaning" }, t(classifier && paths[optimizer].length ? "weights.none" : "training.nothing")),
    );
  }
  const isTemplate = weights.values.length === classifier.classes.length;
  /** @type {Record<string, (filter: any) => HTMLCanvasElement>} */
  const draw = {
    images: (filter) => filterCanvas(filter, palette),
    glyphs: (cells) => glyphCanvas(cells, palette),
    hues: hueCanvas,
  };
  const figures = weights.values.map((/** @type {any} */ filter, /** @type {number} */ index) =>
    create(
      "figure",
      {},
      draw[weights.kind](filter),
      create("figcaption", {}, isTemplate ? classifier.classes[index] : String(index + 1)),
    ),
  );
  element.replaceChildren(
    create("p", { class: "meaning" }, t(`weights.${isTemplate ? "templates" : "filters"}`, { step: weights.step })),
    create("div", { class: `filters ${weights.kind}`, role: "img", "aria-label": t("weights.label") }, ...figures),
  );
}

/**
 * Draw a pixel for each point of the grid, the first row at the bottom.
 * @param {number[][]} labels
 * @param {(label: number) => string} colour
 */
function classCanvas(labels, colour) {
  const canvas = create("canvas", { width: labels[0].length, height: labels.length });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  fromTop(labels).forEach((row, top) =>
    row.forEach((label, left) => {
      context.fillStyle = colour(label);
      context.fillRect(left, top, 1, 1);
    }),
  );
  return canvas;
}

/**
 * Draw the predicted classes in the plane, and the training points on it.
 * @param {Record<string, any>} boundary
 * @param {{x: number[], y: number[], label: number[]}} points
 * @param {import("../../charts/palette.js").Palette} palette
 */
function planeCanvas({ x, y, labels }, points, palette) {
  const ratio = window.devicePixelRatio;
  const canvas = create("canvas", {
    class: "plane",
    width: PLANE * ratio,
    height: PLANE * ratio,
    role: "img",
    "aria-label": t("weights.boundary"),
  });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(ratio, ratio);
  const colour = (/** @type {number} */ label) => slotStyle(label).colour[palette.theme];
  context.globalAlpha = SHADE;
  context.imageSmoothingEnabled = false;
  context.drawImage(classCanvas(labels, colour), 0, 0, PLANE, PLANE);
  context.globalAlpha = 1;
  context.strokeStyle = palette.panel;
  points.label.forEach((label, index) => {
    const { left, top } = placeInPlane(points.x[index], points.y[index], { x, y }, PLANE);
    context.fillStyle = colour(label);
    context.beginPath();
    context.arc(left, top, 3, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  });
  return canvas;
}
