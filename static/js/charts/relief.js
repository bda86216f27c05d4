/**
 * The surface in 3-D: its height is the tone of the map.
 * @module
 */

import { span } from "../core/projection.js";
import { contourLevels, toneOf } from "../core/tone.js";
import { t } from "../words.js";
import { hasWebGL, readCamera } from "./camera.js";
import { tones } from "./map.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/client.js").Landscape} Landscape */
/** @typedef {import("../core/projection.js").View} View */
/** @typedef {import("../core/tone.js").Tone} Tone */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{x: number, y: number, z: number}} Eye */

/** @type {Eye} */
const DEFAULT_EYE = { x: -0.95, y: -1.2, z: 0.95 };
const HEIGHT = 0.55;
const CELLS = 64;

export class Relief {
  /**
   * @param {any} Plotly
   * @param {HTMLElement} element
   */
  constructor(Plotly, element) {
    this.Plotly = Plotly;
    this.element = element;
    this.available = hasWebGL();
    /** @type {Tone} */
    this.tone = { minimum: 0, scale: 1, highest: 1 };
    /** @type {View | null} */
    this.view = null;
  }

  get box() {
    return { left: 0, top: 0, width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /**
   * @param {Landscape} landscape
   * @param {Tone} tone
   * @param {View} view
   * @param {Palette} palette
   * @param {Eye | null} eye where it is seen from; null is the default
   * @param {object[]} traces
   */
  async draw(landscape, tone, view, palette, eye, traces) {
    this.tone = tone;
    this.view = view;
    const layout = this.layout(view, palette, eye ?? DEFAULT_EYE);
    const config = { ...CONFIG, plotGlPixelRatio: Math.min(2, window.devicePixelRatio) };
    await this.Plotly.react(this.element, [surfaceTrace(coarser(landscape), tone, palette), ...traces], layout, config);
  }

  /** Free the graphics memory. */
  clear() {
    this.Plotly.purge(this.element);
  }

  /**
   * The camera as it is now.
   * @returns {import("./camera.js").Camera | null} projects points of the plane with their loss
   */
  get camera() {
    const camera = readCamera(this.element);
    const { tone, view } = this;
    if (!camera || !view) return null;
    return {
      signature: camera.signature,
      project: (x, y, loss, pixel) =>
        x >= view.x.low &&
        x <= view.x.high &&
        y >= view.y.low &&
        y <= view.y.high &&
        camera.project(x, y, Math.min(tone.highest, toneOf(tone, loss)), pixel),
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
        dragmode: "orbit",
        xaxis: { ...axis, title: title("x"), range: [view.x.low, view.x.high] },
        yaxis: { ...axis, title: title("y"), range: [view.y.low, view.y.high] },
        zaxis: { ...axis, title: title(t("relief.height")), showticklabels: false, range: [0, this.tone.highest] },
      },
    };
  }
}

/**
 * @param {Landscape} landscape
 * @param {Tone} tone
 * @param {Palette} palette
 */
function surfaceTrace({ x, y, loss }, tone, palette) {
  return {
    type: "surface",
    x,
    y,
    z: tones(loss, tone),
    cmin: 0,
    cmax: tone.highest,
    colorscale: palette.scale,
    showscale: false,
    hoverinfo: "none",
    lighting: { ambient: 0.82, diffuse: 0.35, specular: 0.03, roughness: 0.9, fresnel: 0.02 },
    contours: {
      x: { highlight: false },
      y: { highlight: false },
      z: { show: true, highlight: false, color: palette.contour, width: 1, ...contourLevels(tone) },
    },
  };
}

/**
 * Every other point or so: a surface needs fewer than a map, and turns faster.
 * @param {Landscape} landscape
 * @returns {Landscape}
 */
function coarser({ x, y, loss }) {
  const stride = Math.max(1, Math.round(x.length / CELLS));
  const every = (/** @type {unknown} */ _, /** @type {number} */ index) => index % stride === 0;
  return { x: x.filter(every), y: y.filter(every), loss: loss.filter(every).map((row) => row.filter(every)) };
}
