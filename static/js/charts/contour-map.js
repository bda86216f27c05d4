/**
 * The contour map under the paths.
 * @module
 */

import { fromPixel, toPixel } from "../core/shared/projection.js";
import { contourLevels, scaledLoss } from "../core/shared/loss-scale.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/landscapes/client.js").Landscape} Landscape */
/** @typedef {import("../core/shared/projection.js").View} View */
/** @typedef {import("../core/shared/loss-scale.js").LossScale} LossScale */
/** @typedef {import("./canvas.js").Box} Box */
/** @typedef {import("./palette.js").Palette} Palette */

const WIDE_MARGINS = { left: 36, right: 10, top: 10, bottom: 26 };
const NARROW_MARGINS = { left: 28, right: 6, top: 6, bottom: 22 };
const NARROW = 500;

export class ContourMap {
  /**
   * @param {any} Plotly
   * @param {HTMLElement} element
   */
  constructor(Plotly, element) {
    this.Plotly = Plotly;
    this.element = element;
    /** The parent, which keeps the size of the map while that is hidden. */
    this.frame = /** @type {HTMLElement} */ (element.parentElement);
    /** @type {View | null} what the axes show */
    this.view = null;
  }

  /**
   * Where the axes are, in pixels of the element.
   * @returns {Box}
   */
  get box() {
    const { clientWidth, clientHeight } = this.frame;
    const { left, right, top, bottom } = clientWidth < NARROW ? NARROW_MARGINS : WIDE_MARGINS;
    return { left, top, width: clientWidth - left - right, height: clientHeight - top - bottom };
  }

  /**
   * @param {View} view what the axes show, or will show
   * @param {number} clientX
   * @param {number} clientY
   * @returns {{x: number, y: number}} the point of the plane under a place on the screen
   */
  pointAt(view, clientX, clientY) {
    const { left, top } = this.element.getBoundingClientRect();
    const { box } = this;
    return fromPixel(view, box, clientX - left - box.left, clientY - top - box.top);
  }

  /**
   * @param {Landscape} landscape
   * @param {LossScale} lossScale
   * @param {View} view
   * @param {Palette} palette
   * @param {object[]} traces traces over the contours
   */
  async draw(landscape, lossScale, view, palette, traces) {
    this.view = view;
    this.resetMove();
    const layout = this.layout(landscape, view, palette);
    await this.Plotly.react(this.element, [contourTrace(landscape, lossScale, palette), ...traces], layout, CONFIG);
  }

  /**
   * Move the image at once. The axes follow with the next `draw`.
   * @param {View} view
   */
  preview(view) {
    if (!this.view) return;
    const { box } = this;
    const [left, top] = toPixel(view, box, this.view.x.low, this.view.y.high);
    const [right] = toPixel(view, box, this.view.x.high, this.view.y.high);
    const scale = (right - left) / box.width;
    const shift = `translate(${left + box.left * (1 - scale)}px, ${top + box.top * (1 - scale)}px) scale(${scale})`;
    for (const layer of this.movingLayers()) layer.style.transform = shift;
  }

  resetMove() {
    for (const layer of this.movingLayers()) layer.style.transform = "";
  }

  /** @returns {NodeListOf<SVGGElement>} */
  movingLayers() {
    return this.element.querySelectorAll(".contourlayer, .imagelayer");
  }

  /**
   * @param {Landscape} landscape
   * @param {View} view
   * @param {Palette} palette
   */
  layout({ loss }, view, palette) {
    const { box } = this;
    const { clientWidth: width, clientHeight: height } = this.frame;
    const axis = {
      fixedrange: true,
      showgrid: false,
      zeroline: false,
      ticks: "",
      tickfont: { size: width < NARROW ? 11 : 12, color: palette.muted },
      nticks: width < NARROW ? 6 : 9,
    };
    const holes = loss.some((row) => row.includes(null));
    return {
      width,
      height,
      margin: { l: box.left, t: box.top, r: width - box.left - box.width, b: height - box.top - box.height, pad: 0 },
      paper_bgcolor: palette.paper,
      plot_bgcolor: palette.holes,
      font: { family: getComputedStyle(this.element).fontFamily, color: palette.ink },
      hoverlabel: { bgcolor: palette.panel, font: { size: 12, color: palette.ink }, align: "left" },
      hovermode: "closest",
      hoverdistance: 8,
      showlegend: false,
      dragmode: false,
      images: holes ? [hatching(palette)] : [],
      modebar: { bgcolor: "rgba(0,0,0,0)", color: palette.muted, activecolor: palette.ink },
      xaxis: { ...axis, range: [view.x.low, view.x.high] },
      yaxis: { ...axis, range: [view.y.low, view.y.high] },
    };
  }
}

/**
 * @param {Landscape} landscape
 * @param {LossScale} lossScale
 * @param {Palette} palette
 */
function contourTrace({ x, y, loss }, lossScale, palette) {
  return {
    type: "contour",
    x,
    y,
    z: scaledLosses(loss, lossScale),
    zmin: 0,
    zmax: lossScale.highest,
    zauto: false,
    autocontour: false,
    colorscale: palette.scale,
    contours: { coloring: "heatmap", ...contourLevels(lossScale) },
    line: { width: 0.5, color: palette.contour, smoothing: 1 },
    showscale: false,
    hoverinfo: "skip",
  };
}

/**
 * @param {(number | null)[][]} loss
 * @param {LossScale} lossScale
 * @returns {(number | null)[][]}
 */
export function scaledLosses(loss, lossScale) {
  return loss.map((row) => row.map((value) => (value === null ? null : scaledLoss(lossScale, value))));
}

/**
 * A hatched image that shows through where the loss is not finite.
 * @param {Palette} palette
 */
function hatching({ rule, sunk }) {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><defs><pattern id="h" width="8" height="8" ` +
    `patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V8" stroke="${rule}" stroke-width="4"/>` +
    `</pattern></defs><rect width="640" height="480" fill="${sunk}"/><rect width="640" height="480" fill="url(#h)"/></svg>`;
  return {
    source: `data:image/svg+xml,${encodeURIComponent(svg)}`,
    layer: "below",
    sizing: "stretch",
    xref: "paper",
    yref: "paper",
    x: 0,
    y: 1,
    sizex: 1,
    sizey: 1,
  };
}
