/**
 * S3: gradient descent knows only the current point and its gradient. A blindfold covers the rest of the map.
 * @module
 */

import { drawArrows } from "../../../charts/step-arrows.js";
import { formatMeasure } from "../../../core/shared/format.js";
import { valleyLab } from "../../../core/lesson/labs.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { PathsFigure, provide } from "../paths-figure.js";

/** @typedef {import("../../landscapes/session.js").Session} Session */

const SPEED = 3;
/** The radius around the current point that stays visible, in pixels. */
const REACH = 34;
const ALIKE = 0.1;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { Plotly, session } = await provide(place, { ...valleyLab(await place.catalogue()), speed: SPEED });
  const figure = new PathsFigure(Plotly, place, session, outcomeOf);
  const blindfold = create("input", { type: "checkbox", checked: true });
  const next = create("button", { type: "button", class: "quiet" }, t("lesson.s3.next"));
  blindfold.addEventListener("change", () => figure.map.move());
  next.addEventListener("click", () => session.seek(session.timeline.atEnd ? 0 : session.timeline.step + 1));
  place.controls.append(
    create(
      "div",
      { class: "figure-row" },
      next,
      create("label", { class: "check" }, blindfold, t("lesson.s3.blindfold")),
    ),
  );
  figure.map.annotation = (context, project, size) => {
    const { palette } = figure.map;
    const here = placeOf(session, session.timeline.step);
    const there = placeOf(session, session.timeline.step + 1);
    if (!here) return;
    if (blindfold.checked) cover(context, project, size, here, palette.sunk);
    if (there) drawArrows(context, project, [{ kind: "total", from: here, to: there }], palette, palette.accent);
  };
  return figure;
}

/**
 * @param {Session} session
 * @param {number} step
 * @returns {import("../../../core/landscapes/state.js").Point | null} null after the end of the path
 */
function placeOf({ paths: [path] }, step) {
  return step <= path.last ? { x: path.x[step], y: path.y[step] } : null;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("../../../charts/trails.js").Project} project
 * @param {import("../../../core/shared/projection.js").Size} size
 * @param {import("../../../core/landscapes/state.js").Point} here
 * @param {string} colour
 */
function cover(context, project, { width, height }, { x, y }, colour) {
  const pixel = new Float64Array(2);
  project(x, y, NaN, pixel);
  const shroud = new Path2D();
  shroud.rect(0, 0, width, height);
  shroud.arc(pixel[0], pixel[1], REACH, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill(shroud, "evenodd");
}

/**
 * @param {Session} session
 * @returns {import("../figure.js").Outcome}
 */
function outcomeOf({ paths: [{ x, y, last }] }) {
  const length = (/** @type {number} */ step) => Math.hypot(x[step + 1] - x[step], y[step + 1] - y[step]);
  const [first, final] = [length(0), length(last - 1)];
  const answer = first === 0 || Math.abs(final / first - 1) < ALIKE ? "same" : final < first ? "shorter" : "longer";
  return { answer, values: { first: formatMeasure(first), last: formatMeasure(final) } };
}
