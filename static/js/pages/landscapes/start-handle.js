/**
 * The handle of the start, which is dragged, or moved by the arrow keys.
 * @module
 */

import { formatSetting } from "../../core/shared/format.js";
import { within } from "../../core/shared/limits.js";
import { contains, span } from "../../core/shared/projection.js";
import { t } from "../../document/words.js";

/** @typedef {import("./session.js").Session} Session */

/**
 * @typedef {object} HandlePlot the plot under the handle
 * @property {string} mode `map`, or `relief`, where only keys can move the handle
 * @property {import("../../core/shared/projection.js").View} view
 * @property {(clientX: number, clientY: number) => import("../../core/landscapes/state.js").Point} pointAt
 */

const FINE = 0.01;
const COARSE = 0.1;
const COORDINATE_DIGITS = 4;
const REDRAW_MILLISECONDS = 40;

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @param {HTMLElement} handle
 * @param {HandlePlot} stage
 * @param {Session} session
 */
export function bindStartHandle(handle, stage, session) {
  let dragged = false;
  let lastMove = 0;

  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    dragged = false;
  });
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId) || stage.mode === "relief") return;
    if (!dragged) session.seek(session.lab.steps);
    dragged = true;
    if (event.timeStamp - lastMove < REDRAW_MILLISECONDS) return;
    lastMove = event.timeStamp;
    moveTo(stage.pointAt(event.clientX, event.clientY));
  });
  handle.addEventListener("pointerup", (event) => {
    if (!dragged) return;
    moveTo(stage.pointAt(event.clientX, event.clientY));
    session.replay();
  });
  handle.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const share = event.shiftKey ? COARSE : FINE;
    const { x, y } = session.lab.start;
    if (!session.timeline.atEnd) session.seek(session.lab.steps);
    moveTo({ x: x + direction[0] * share * span(stage.view.x), y: y + direction[1] * share * span(stage.view.y) });
  });

  /** @param {{x: number, y: number}} point */
  function moveTo(point) {
    session.change((lab) => ({ ...lab, start: rounded(point, stage, session) }));
  }
}

/**
 * Round a start to the digits that the map can show, within the server's limits.
 * @param {{x: number, y: number}} point
 * @param {HandlePlot} stage
 * @param {Session} session
 * @returns {{x: number, y: number}}
 */
export function rounded({ x, y }, stage, session) {
  const { coordinate } = session.catalogue.limits;
  const unit = 10 ** (Math.floor(Math.log10(span(stage.view.x))) + 1 - COORDINATE_DIGITS);
  const round = (/** @type {number} */ value) =>
    within(Number((Math.round(value / unit) * unit).toPrecision(12)), coordinate);
  return { x: round(x), y: round(y) };
}

/**
 * Move the handle to the start, or hide it if the start is not in view.
 * @param {HTMLElement} handle
 * @param {{x: number, y: number}} start
 * @param {import("../../core/shared/projection.js").View} view
 * @param {import("../../charts/trails.js").Project} project
 * @param {import("../../charts/canvas.js").Box} box of the axes
 */
export function placeStartHandle(handle, start, view, project, { left, top }) {
  const pixel = new Float64Array(2);
  handle.hidden = !contains(view, start) || !project(start.x, start.y, NaN, pixel);
  handle.style.transform = `translate(${left + pixel[0]}px, ${top + pixel[1]}px)`;
  handle.ariaLabel = t("start.handle", { x: formatSetting(start.x), y: formatSetting(start.y) });
}
