/**
 * The map and the loss curves as pictures to keep.
 * @module
 */

import { LossCurves } from "../../charts/loss-curves.js";
import { pictureOf } from "../../charts/image-export.js";
import { createSwatch } from "../../components/legend-symbol.js";
import { toldApart } from "../../core/shared/exports.js";
import { create } from "../../document/dom.js";

/** @typedef {import("../../charts/image-export.js").Picture} Picture */
/** @typedef {import("./renderer.js").Screen} Screen */

/**
 * What the stage shows.
 * @param {Screen} screen
 * @returns {Promise<Picture>}
 */
export async function mapPicture(screen) {
  const { Plotly, stage } = screen;
  await stage.rest();
  const flat = stage.mode === "map";
  const { casing, ink, marks } = stage.overlay;
  const layers = flat
    ? { under: [stage.under], over: [stage.over] }
    : { under: [], over: [casing, ink, marks, stage.over] };
  return pictureOf(Plotly, stage.plot.element, { ...layers, ...surroundings(screen) });
}

/**
 * The curves up to the shown step, drawn anew in a size of their own, whichever panel is open.
 * @param {Screen} screen
 * @returns {Promise<Picture>}
 */
export async function curvesPicture(screen) {
  const { Plotly, session } = screen;
  const plot = create("div", { class: "plot" });
  const frame = create("div", { class: "offstage", "aria-hidden": "true" }, plot, create("div"));
  document.body.append(frame);
  const curves = new LossCurves(Plotly, plot, /** @type {HTMLElement} */ (frame.lastElementChild));
  curves.paths = session.paths;
  curves.configure(screen.curveOptions());
  await curves.drawAxes();
  await curves.rest(session.paths, session.timeline.step);
  const picture = await pictureOf(Plotly, plot, { under: [], over: [], ...surroundings(screen) });
  Plotly.purge(plot);
  frame.remove();
  return picture;
}

/** @param {Screen} screen */
function surroundings(screen) {
  const { panel, ink } = screen.palette;
  const styles = screen.styles();
  const names = toldApart(styles.map(({ name }) => name));
  const legend = styles.flatMap((style, index) =>
    style.visible ? [{ swatch: createSwatch(style), name: names[index] }] : [],
  );
  return { ground: panel, ink, legend };
}
