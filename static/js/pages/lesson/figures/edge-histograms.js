/**
 * S10: a picture gets darker, and its normalised edges stay the same.
 * @module
 */

import { drawGlyphs } from "../../../charts/image-overlays.js";
import { edgesOf, glyphs, shownHistograms } from "../../../core/features/hog.js";
import { USUAL_EDGES } from "../../../core/features/state.js";
import { cosine } from "../../../core/features/similarity.js";
import { edgesOutcome, normalizedCells } from "../../../core/lesson/feature-outcomes.js";
import { t } from "../../../document/words.js";
import { ChangesFigure } from "../changes-figure.js";
import { openPhotograph, PHOTOGRAPH, readChanges } from "../photographs.js";
import { PictureFrame } from "../picture-frame.js";

/** @typedef {import("../../../core/features/hog.js").Hog} Hog */
/** @typedef {import("../changes-figure.js").Change} Change */

const DECIMALS = 2;
/** The size of the picture in the corner as a share of the width, and the width of its border. */
const CORNER = 0.28;
const LINE = 2;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { limits } = await place.catalogue();
  const picture = await openPhotograph(PHOTOGRAPH, limits);
  const reads = await readChanges(picture, edgesOf(picture, USUAL_EDGES, limits));
  const edges = (/** @type {Change} */ change) => /** @type {Hog} */ (reads[change].features.hog);
  const hog = { as_is: edges("as_is"), shuffled: edges("shuffled"), half: edges("half") };
  /** @type {Change} */
  let shown = "as_is";
  let strokes = strokesOf(hog.as_is);
  const frame = new PictureFrame({
    stride: hog.as_is.cell,
    point: () => {},
    draw: (drawing, palette) => {
      drawGlyphs(drawing, strokes, hog[shown].cell, palette);
      drawCorner(drawing, reads[shown].picture.canvas, palette.ink);
    },
  });
  place.stage.append(frame.element);
  return new ChangesFigure(place, {
    lab: { reading: "hog", normalized: true },
    changes: ["as_is", "half", "shuffled"],
    outcome: edgesOutcome(hog),
    show: (change) => {
      shown = change;
      strokes = strokesOf(hog[change]);
      frame.show(reads[change].picture);
      return t("comparison.edges", {
        cosine: cosine(normalizedCells(hog.as_is), normalizedCells(hog[change])).toFixed(DECIMALS),
      });
    },
    recolour: () => frame.recolour(),
  });
}

/** @param {Hog} hog */
function strokesOf(hog) {
  return glyphs(shownHistograms(hog, true), hog.cell);
}

/**
 * @param {import("../../../charts/image-overlays.js").Drawing} drawing
 * @param {HTMLCanvasElement} picture
 * @param {string} ink
 */
function drawCorner({ context, size }, picture, ink) {
  const [width, height] = [CORNER * size.width, CORNER * size.height];
  context.fillStyle = ink;
  context.fillRect(0, size.height - height - LINE, width + LINE, height + LINE);
  context.drawImage(picture, 0, size.height - height, width, height);
}
