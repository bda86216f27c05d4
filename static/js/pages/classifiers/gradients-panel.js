/**
 * Minibatch gradients as a cloud around the true one.
 * @module
 */

import { formatMeasure } from "../../core/format.js";
import { byId, create } from "../../dom.js";
import { t } from "../../words.js";
import { sharp } from "../../charts/sharp.js";

/** @typedef {import("./reading.js").Reading} Reading */

const FIGURE = 300;
const LEAST_REACH = 1.6;
/** The dots must not hide the arrow, which is short where the noise is large. */
const FAINT = 0.45;
const HEAD = 10;
const CASING = 2;

/** @param {Reading} reading */
export function showGradients({ session, optimizer, palette, style }) {
  const { paths } = session.history;
  const sight = paths[optimizer]?.sightAt("cloud", session.entryOf(optimizer));
  if (!sight) return byId("gradients").replaceChildren(create("p", { class: "meaning" }, t(paths[optimizer]?.length ? "gradients.none" : "training.nothing")));
  const canvas = create("canvas", { class: "cloud", role: "img", "aria-label": t("gradients.label") });
  byId("gradients").replaceChildren(
    canvas,
    create("p", {}, t("gradients.said", { size: sight.size, noise: formatMeasure(sight.noise), norm: formatMeasure(sight.gradient_norm), cosine: sight.cosine.toFixed(2), step: sight.step })),
    create("p", { class: "meaning" }, t("gradients.meaning")),
  );
  drawCloud(canvas, /** @type {any} */ (sight), palette, style.colour);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{along: number[], across: number[]}} cloud
 * @param {import("../../charts/palette.js").Palette} palette
 * @param {string} colour
 */
function drawCloud(canvas, { along, across }, palette, colour) {
  const context = sharp(canvas, FIGURE);
  const reach = Math.max(LEAST_REACH, ...[...along, ...across].map(Math.abs)) * 1.1;
  const place = (/** @type {number} */ value) => FIGURE / 2 + (value / reach) * (FIGURE / 2);
  context.strokeStyle = palette.rule;
  context.strokeRect(0.5, 0.5, FIGURE - 1, FIGURE - 1);
  context.beginPath();
  context.moveTo(0, place(0));
  context.lineTo(FIGURE, place(0));
  context.moveTo(place(0), 0);
  context.lineTo(place(0), FIGURE);
  context.stroke();
  context.globalAlpha = FAINT;
  context.fillStyle = colour;
  along.forEach((value, index) => {
    context.beginPath();
    context.arc(place(value), place(-across[index]), 3, 0, 2 * Math.PI);
    context.fill();
  });
  context.globalAlpha = 1;
  arrow(context, [place(0), place(0)], [place(1), place(0)], palette);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number]} from
 * @param {[number, number]} to to the right of it
 * @param {import("../../charts/palette.js").Palette} palette
 */
function arrow(context, [x1, y1], [x2, y2], { ink, panel }) {
  const neck = Math.max(x1, x2 - HEAD);
  const shape = new Path2D();
  shape.rect(x1, y1 - 1.25, neck - x1, 2.5);
  shape.moveTo(x2, y2);
  shape.lineTo(neck, y2 - HEAD / 2);
  shape.lineTo(neck, y2 + HEAD / 2);
  shape.closePath();
  context.strokeStyle = panel;
  context.lineWidth = 2 * CASING;
  context.stroke(shape);
  context.fillStyle = ink;
  context.fill(shape);
}
