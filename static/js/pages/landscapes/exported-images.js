/**
 * The map and the loss curves as images to export.
 * @module
 */

import { LossCurves } from "../../charts/loss-curves.js";
import { emptyPlot, pictureOf, plotOf } from "../../charts/image-export.js";
import { createLegendSymbol } from "../../components/legend-symbol.js";
import { numbered } from "../../core/shared/exports.js";
import { create } from "../../document/dom.js";

/** @typedef {import("../../charts/image-export.js").Picture} Picture */
/** @typedef {import("./renderer.js").Renderer} Renderer */

/**
 * Export what the stage shows.
 * @param {Renderer} renderer
 * @returns {Promise<Picture>}
 */
export async function mapPicture(renderer) {
  const { stage } = renderer;
  const Plotly = await renderer.plotly;
  await stage.rest();
  const flat = stage.mode === "map";
  const { casing, ink, marks } = stage.overlay;
  if (flat) {
    const layers = { under: [stage.under, stage.map.layer], over: [stage.over] };
    return pictureOf(await plotOf(Plotly, stage.map.element), { ...layers, ...surroundings(renderer) });
  }
  const over = [...stage.relief.layers, ...stage.shadows.layers, casing, ink, marks, stage.over];
  return pictureOf(emptyPlot(stage.relief.box), { under: [], over, ...surroundings(renderer) });
}

/**
 * Export the curves up to the current step, redrawn in a size of their own, whichever panel is open.
 * @param {Renderer} renderer
 * @returns {Promise<Picture>}
 */
export async function curvesPicture(renderer) {
  const { session } = renderer;
  const Plotly = await renderer.plotly;
  const plot = create("div", { class: "plot" });
  const frame = create("div", { class: "offstage", "aria-hidden": "true" }, plot, create("div"));
  document.body.append(frame);
  const curves = new LossCurves(Plotly, plot, /** @type {HTMLElement} */ (frame.lastElementChild));
  curves.paths = session.paths;
  curves.configure(renderer.curveOptions());
  await curves.drawAxes();
  await curves.rest(session.paths, session.timeline.step);
  const picture = pictureOf(await plotOf(Plotly, plot), { under: [], over: [], ...surroundings(renderer) });
  Plotly.purge(plot);
  frame.remove();
  return picture;
}

/** @param {Renderer} renderer */
function surroundings(renderer) {
  const { panel, ink } = renderer.palette;
  const styles = renderer.styles();
  const names = numbered(styles.map(({ name }) => name));
  const legend = styles.flatMap((style, index) =>
    style.visible ? [{ swatch: createLegendSymbol(style), name: names[index] }] : [],
  );
  return { background: panel, ink, legend };
}
