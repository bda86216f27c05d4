/**
 * The surface in 3-D. Its height is the scaled loss, as are the colours of the map.
 * @module
 */

import { span } from "../core/shared/projection.js";
import { contourLevels, scaledLoss } from "../core/shared/loss-scale.js";
import { t } from "../document/words.js";
import { hasWebGL, readCamera } from "./camera.js";
import { scaledLosses } from "./contour-map.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/landscapes/client.js").Landscape} Landscape */
/** @typedef {import("../core/shared/projection.js").View} View */
/** @typedef {import("../core/shared/loss-scale.js").LossScale} LossScale */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{x: number, y: number, z: number}} Eye */

/** @type {Eye} */
const DEFAULT_EYE = { x: -1.05, y: -1.28, z: 0.98 };
const HEIGHT = 0.55;
const CELLS = 64;

export class Relief {
  /**
   * @param {any} Plotly
   * @param {HTMLElement} element
   * @param {(eye: Eye) => void} onTurn called when the visitor has turned the camera
   */
  constructor(Plotly, element, onTurn) {
    this.Plotly = Plotly;
    this.element = element;
    this.onTurn = onTurn;
    this.available = hasWebGL();
    /** @type {LossScale} */
    this.lossScale = { minimum: 0, scale: 1, highest: 1 };
    /** @type {View | null} */
    this.view = null;
    /** @type {Landscape | null} */
    this.landscape = null;
  }

  get box() {
    return { left: 0, top: 0, width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /**
   * @param {Landscape} landscape
   * @param {LossScale} lossScale
   * @param {View} view
   * @param {Palette} palette
   * @param {Eye | null} eye position of the camera; null for the default
   * @param {object[]} traces
   */
  async draw(landscape, lossScale, view, palette, eye, traces) {
    this.lossScale = lossScale;
    this.view = view;
    this.landscape = landscape;
    const layout = this.layout(view, palette, eye ?? DEFAULT_EYE);
    const config = { ...CONFIG, scrollZoom: "gl3d", plotGlPixelRatio: Math.min(2, window.devicePixelRatio) };
    const first = !this.element.classList.contains("js-plotly-plot");
    await this.Plotly.react(
      this.element,
      [surfaceTrace(coarser(landscape), lossScale, palette), ...traces],
      layout,
      config,
    );
    if (first) this.listenForTurns();
  }

  listenForTurns() {
    /** @type {any} */ (this.element).on("plotly_relayout", (/** @type {any} */ change) => {
      const camera = change["scene.camera"];
      if (camera) this.onTurn(camera.eye);
    });
  }

  /**
   * The current camera.
   * @returns {import("./camera.js").Camera | null} a projection of points of the plane at their loss
   */
  get camera() {
    const camera = readCamera(this.element);
    const { lossScale, view, landscape } = this;
    if (!camera || !view || !landscape) return null;
    return {
      signature: camera.signature,
      project: (x, y, loss, pixel) =>
        x >= view.x.low &&
        x <= view.x.high &&
        y >= view.y.low &&
        y <= view.y.high &&
        camera.project(
          x,
          y,
          Math.min(lossScale.highest, scaledLoss(lossScale, Number.isNaN(loss) ? nearestLoss(landscape, x, y) : loss)),
          pixel,
        ),
    };
  }

  /**
   * @param {View} view
   * @param {Palette} palette
   * @param {Eye} eye
   */
  layout(view, palette, eye) {
    const { clientWidth: width, clientHeight: height } = this.element;
    const axis = {
      showbackground: false,
      gridcolor: palette.rule,
      zeroline: false,
      showspikes: false,
      tickfont: { size: 11, color: palette.muted },
      nticks: 6,
    };
    const title = (/** @type {string} */ text) => ({ text, font: { size: 12, color: palette.muted } });
    return {
      width,
      height,
      margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: palette.panel,
      font: { family: getComputedStyle(this.element).fontFamily, color: palette.ink },
      hoverlabel: { bgcolor: palette.panel, font: { size: 12, color: palette.ink }, align: "left" },
      showlegend: false,
      modebar: { bgcolor: "rgba(0,0,0,0)", color: palette.muted, activecolor: palette.ink },
      scene: {
        aspectmode: "manual",
        aspectratio: { x: 1.25, y: (1.25 * span(view.y)) / span(view.x), z: HEIGHT },
        camera: { eye, center: { x: 0, y: 0, z: -0.12 } },
        dragmode: "turntable",
        xaxis: { ...axis, title: title("x"), range: [view.x.low, view.x.high] },
        yaxis: { ...axis, title: title("y"), range: [view.y.low, view.y.high] },
        zaxis: { ...axis, title: title(t("relief.height")), showticklabels: false, range: [0, this.lossScale.highest] },
      },
    };
  }
}

/**
 * @param {Landscape} landscape
 * @param {LossScale} lossScale
 * @param {Palette} palette
 */
function surfaceTrace({ x, y, loss }, lossScale, palette) {
  return {
    type: "surface",
    x,
    y,
    z: scaledLosses(loss, lossScale),
    cmin: 0,
    cmax: lossScale.highest,
    colorscale: palette.scale,
    showscale: false,
    hoverinfo: "none",
    lighting: { ambient: 0.82, diffuse: 0.35, specular: 0.03, roughness: 0.9, fresnel: 0.02 },
    contours: {
      x: { highlight: false },
      y: { highlight: false },
      z: { show: true, highlight: false, color: palette.contour, width: 1, ...contourLevels(lossScale) },
    },
  };
}

/**
 * Thin out a landscape: a surface needs fewer points than a map, and turns more smoothly with fewer.
 * @param {Landscape} landscape
 * @returns {Landscape}
 */
function coarser({ x, y, loss }) {
  const stride = Math.max(1, Math.round(x.length / CELLS));
  const every = (/** @type {unknown} */ _, /** @type {number} */ index) => index % stride === 0;
  return { x: x.filter(every), y: y.filter(every), loss: loss.filter(every).map((row) => row.filter(every)) };
}

/**
 * @param {Landscape} landscape
 * @param {number} x within the landscape
 * @param {number} y within the landscape
 * @returns {number} the loss at the nearest point of the grid; NaN where it is not finite
 */
function nearestLoss({ x: xs, y: ys, loss }, x, y) {
  const column = Math.round(((x - xs[0]) / (xs[xs.length - 1] - xs[0])) * (xs.length - 1));
  const row = Math.round(((y - ys[0]) / (ys[ys.length - 1] - ys[0])) * (ys.length - 1));
  return loss[row][column] ?? NaN;
}
