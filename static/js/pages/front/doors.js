/**
 * The pictures of the doors, drawn from real losses and a real photograph.
 * @module
 */

import { drawGlyphs } from "../../charts/image-overlays.js";
import { paintGround } from "../../charts/map-ground.js";
import { drawMarker } from "../../charts/marker-shapes.js";
import { readPalette } from "../../charts/palette.js";
import { Relief } from "../../charts/relief/relief.js";
import { readFeatures } from "../../core/features/client.js";
import { edgesOf, glyphs, shownHistograms } from "../../core/features/hog.js";
import { USUAL_EDGES } from "../../core/features/state.js";
import { fetchLandscape } from "../../core/landscapes/client.js";
import { lossScaleOf } from "../../core/maps/loss-scale.js";
import { fitView, moveView, toPixel, zoomView } from "../../core/shared/projection.js";
import { ConnectionLost } from "../../core/shared/requests.js";
import { byId } from "../../document/dom.js";
import { openPhotograph, PHOTOGRAPH } from "../lesson/photographs.js";
import { isServerTrouble } from "../shared/banner.js";
import { theme } from "../shared/theme.js";

/** @typedef {import("../../core/landscapes/state.js").Catalogue} Catalogue */
/** @typedef {import("../../core/landscapes/state.js").Surface} Surface */
/** @typedef {import("../../core/shared/projection.js").View} View */
/** @typedef {import("../landscapes/landscape-source.js").Picture} Map */

const VALLEY = "rosenbrock";
const FOUR_MINIMA = "himmelblau";
const POINTS = { width: 129, height: 81 };
/** The part of the valley that a walker without sight feels, as a share of the height. */
const FELT = 0.4;
const CLOSER = 0.7;
/** A camera from which all four minima are seen. */
const CAMERA = { x: -0.62, y: -0.74, z: 0.82 };
/** Side of the cells whose edges are drawn, in pixels of the photograph. */
const CELL = 24;
/** How digits are laid out here, and how many the server puts in a row; the gap is a share of a cell. */
const DIGITS = { across: 7, down: 5, inARow: 20, gap: 0.12 };
const NEVER = new AbortController().signal;

/**
 * Draw the pictures now and whenever their size or the theme changes. Where the server cannot help, a picture stays empty.
 * @param {Catalogue} catalogue
 * @returns {{draw: () => void}}
 */
export function openDoors(catalogue) {
  const doors = [lessonDoor(catalogue), landscapesDoor(catalogue), featuresDoor(catalogue), classifiersDoor()];
  const draw = () => doors.forEach((door) => door.then((drawDoor) => drawDoor()).catch(ignoreServerTrouble));
  new ResizeObserver(draw).observe(byId("doors"));
  return { draw };
}

/** @param {Error} error */
function ignoreServerTrouble(error) {
  if (!isServerTrouble(error)) throw error;
}

/**
 * @param {Catalogue["surfaces"]} surfaces
 * @param {string} id
 * @returns {View} that of the surface, in the proportions of a door
 */
function viewOf(surfaces, id) {
  return fitView(/** @type {Surface} */ (surfaces.get(id)).view, POINTS);
}

/**
 * @param {Catalogue} catalogue
 * @param {string} id of a surface
 * @param {View} [view]
 * @returns {Promise<Map>} its landscape
 */
async function landscapeOf({ surfaces }, id, view = viewOf(surfaces, id)) {
  const axes = [
    { ...view.x, count: POINTS.width },
    { ...view.y, count: POINTS.height },
  ];
  const landscape = await fetchLandscape({ kind: "surface", id }, axes[0], axes[1], NEVER);
  return { landscape, lossScale: lossScaleOf(landscape.loss), view };
}

/**
 * The valley around a walker, who sees nothing but feels the ground.
 * @param {Catalogue} catalogue
 */
async function lessonDoor(catalogue) {
  const { start } = /** @type {Surface} */ (catalogue.surfaces.get(VALLEY));
  const view = viewOf(catalogue.surfaces, VALLEY);
  const [dx, dy] = [start[0] - (view.x.low + view.x.high) / 2, start[1] - (view.y.low + view.y.high) / 2];
  const map = await landscapeOf(
    catalogue,
    VALLEY,
    zoomView(moveView(view, dx, dy), CLOSER, { x: start[0], y: start[1] }),
  );
  return () => {
    const { context, size } = surfaceOf("door-lesson");
    const palette = readPalette(theme());
    const [px, py] = toPixel(map.view, size, start[0], start[1]);
    context.fillStyle = palette.sunk;
    context.fillRect(0, 0, size.width, size.height);
    context.save();
    context.beginPath();
    context.arc(px, py, FELT * size.height, 0, 2 * Math.PI);
    context.clip();
    paintGround({ context, size }, { ...map, palette, tones: "lit" });
    context.restore();
    drawMarker(context, "ring", px, py, 16, palette.accent, palette.panel);
  };
}

/** @param {Catalogue} catalogue */
async function landscapesDoor(catalogue) {
  const map = await landscapeOf(catalogue, FOUR_MINIMA);
  const nothing = () => {};
  const relief = new Relief(byId("door-landscapes"), { turn: nothing, settle: nothing, pick: nothing, point: nothing });
  return () => {
    if (!relief.available) return;
    relief.draw({ ...map, palette: readPalette(theme()), tones: "flat" }, "log", null);
    relief.open(CAMERA, []);
  };
}

/**
 * A photograph that turns into its edges.
 * @param {Catalogue} catalogue
 */
async function featuresDoor({ limits }) {
  const picture = await openPhotograph(PHOTOGRAPH, limits);
  const { hog } = await readFeatures(picture.file, edgesOf(picture, { ...USUAL_EDGES, cell: CELL }, limits), NEVER);
  if (!hog) return () => {};
  const strokes = glyphs(shownHistograms(hog, true), hog.cell);
  return () => {
    const { context, size } = surfaceOf("door-features");
    const scale = Math.max(size.width / picture.width, size.height / picture.height);
    const whole = { width: picture.width * scale, height: picture.height * scale };
    context.drawImage(picture.canvas, 0, 0, whole.width, whole.height);
    context.save();
    context.beginPath();
    context.rect(size.width / 2, 0, size.width / 2, size.height);
    context.clip();
    drawGlyphs({ context, scale, size: whole }, strokes, hog.cell, readPalette(theme()));
    context.restore();
  };
}

/** Handwritten digits, the first of the test set. */
async function classifiersDoor() {
  const image = new Image();
  image.src = `/api/datasets/digits/samples.png?split=test&count=${DIGITS.across * DIGITS.down}`;
  await image.decode().catch(() => {
    throw new ConnectionLost();
  });
  const side = image.width / DIGITS.inARow;
  return () => {
    const { context, size } = surfaceOf("door-classifiers");
    const cell = Math.max(size.width / DIGITS.across, size.height / DIGITS.down);
    context.imageSmoothingEnabled = false;
    for (let index = 0; index < DIGITS.across * DIGITS.down; index += 1) {
      const [column, row] = [index % DIGITS.inARow, Math.floor(index / DIGITS.inARow)];
      const [x, y] = [index % DIGITS.across, Math.floor(index / DIGITS.across)].map(
        (at) => (at + DIGITS.gap / 2) * cell,
      );
      const drawn = cell * (1 - DIGITS.gap);
      context.drawImage(image, column * side, row * side, side, side, x, y, drawn, drawn);
    }
  };
}

/**
 * @param {string} id of a canvas
 * @returns {{context: CanvasRenderingContext2D, size: import("../../core/shared/projection.js").Size}} cleared, in CSS pixels
 */
function surfaceOf(id) {
  const canvas = /** @type {HTMLCanvasElement} */ (byId(id));
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = window.devicePixelRatio;
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, size: { width, height } };
}
