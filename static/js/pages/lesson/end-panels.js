/**
 * The panels at the end of the lesson: the picture, its features, its scores and its loss.
 * @module
 */

import { drawSparkline } from "../../charts/sparkline.js";
import { drawGlyphs } from "../../charts/image-overlays.js";
import { squareContext } from "../../charts/canvas.js";
import { hueColour } from "../../core/features/colours.js";
import { glyphs } from "../../core/features/hog.js";
import { formatCount, formatMeasure, formatSetting, formatShare } from "../../core/shared/format.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../charts/palette.js").Palette} Palette */
/** @typedef {import("../../core/lesson/pipeline.js").Pipeline} Pipeline */

const OPAQUE = 255;
const SIDE = 180;

/** @param {Pipeline} pipeline */
export function showPicture({ image }) {
  const canvas = pictureCanvas();
  Object.assign(canvas, { width: image[0].length, height: image.length });
  const pixels = Uint8ClampedArray.from(image.flat().flatMap((pixel) => [...pixel, OPAQUE]));
  canvas.getContext("2d")?.putImageData(new ImageData(pixels, canvas.width, canvas.height), 0, 0);
}

/**
 * Show the HOG of the picture and its hue histogram.
 * @param {Pipeline} pipeline
 * @param {Palette} palette
 */
export function showFeatures({ image, cells, parts }, palette) {
  const context = squareContext(/** @type {HTMLCanvasElement} */ (byId("end-edges")), SIDE);
  context.drawImage(pictureCanvas(), 0, 0, SIDE, SIDE);
  const cell = image.length / cells.length;
  drawGlyphs(
    { context, scale: SIDE / image.length, size: { width: SIDE, height: SIDE } },
    glyphs(cells, cell),
    cell,
    palette,
  );
  const hues = parts.find(({ feature }) => feature === "color")?.values ?? [];
  const most = Math.max(...hues);
  byId("end-hues").replaceChildren(
    ...hues.map((share, hue) => {
      const bar = create("span");
      Object.assign(bar.style, { height: `${(100 * share) / most}%`, background: hueColour(hue) });
      return bar;
    }),
  );
  const length = parts.reduce((sum, { values }) => sum + values.length, 0);
  byId("end-length").textContent = t("lesson.end.length", { length: formatCount(length) });
}

/**
 * Show a row for each class: its current probability, and a tick for the one before the steps.
 * @param {Pipeline} pipeline
 * @param {boolean} stepped whether the state after the steps is shown
 */
export function showScores({ classes, label, before, after }, stepped) {
  const now = (stepped && after) || before;
  byId("end-scores").replaceChildren(
    ...classes.map((name, index) => {
      const bar = create("span", { class: "probability" });
      bar.style.setProperty("--share", String(now.probabilities[index]));
      bar.style.setProperty("--before", String(before.probabilities[index]));
      return create(
        "li",
        { class: name === label ? "right" : "" },
        create("span", { class: "class-name" }, t(`photograph.${name}`)),
        bar,
        create("span", { class: "share" }, formatShare(now.probabilities[index])),
      );
    }),
  );
}

/**
 * @param {Pipeline} pipeline
 * @param {number} steps that are shown
 * @param {Palette} palette
 */
export function showLosses({ before, after, losses, learning_rate }, steps, palette) {
  const shown = losses.slice(0, steps + 1);
  drawSparkline(
    /** @type {HTMLCanvasElement} */ (byId("end-fall")),
    shown,
    Math.max(2, shown.length),
    t("lesson.end.loss"),
    palette,
  );
  byId("end-loss").textContent = [before.loss, ...(steps > 0 ? [shown[steps] ?? NaN] : [])]
    .map(formatMeasure)
    .join(" → ");
  const norm = ((steps > 0 && after) || before).gradient_norm;
  byId("end-step").textContent = t("lesson.end.gradient", {
    norm: formatMeasure(norm),
    rate: formatSetting(learning_rate),
  });
}

function pictureCanvas() {
  return /** @type {HTMLCanvasElement} */ (byId("end-seen"));
}
